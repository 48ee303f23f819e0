import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { inOwnSpaces } from '../host/own-spaces.ts'
import { hostileTexts } from './hostile.ts'
import { killBar, measureKills } from './kills.ts'
import { troubledNodes } from './troubled-nodes.ts'

// `--kills 200`, `--nodes`, `--hostile`: each alone or together. In processes and a network of their own, where that is allowed.
const { values } = parseArgs({
  options: { kills: { type: 'string' }, nodes: { type: 'boolean' }, hostile: { type: 'boolean' }, json: { type: 'string' } },
})

const within = inOwnSpaces()
if (within !== null) process.exit(within)

const kills = values.kills === undefined ? [] : await measureKills(Number(values.kills))
const nodes = values.nodes === true ? await troubledNodes() : []
const hostile = values.hostile === true ? await hostileTexts() : []
const report = { kills, bar: killBar, nodes, hostile, ownSpaces: process.env.SMESHDESK_OWN_SPACES === '1' }
if (values.json === undefined) console.log(JSON.stringify(report, null, 2))
else writeFileSync(values.json, JSON.stringify(report))
process.exit(0)
