import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { hostileTexts } from './hostile.ts'
import { killBar, measureKills } from './kills.ts'
import { troubledNodes } from './troubled-nodes.ts'

// `--kills 200`, `--nodes`, `--hostile`: each alone or together. In processes and a network of their own, where that is allowed.
const { values } = parseArgs({
  options: { kills: { type: 'string' }, nodes: { type: 'boolean' }, hostile: { type: 'boolean' }, json: { type: 'string' } },
})

/** Runs this program once more where it sees nobody else and nobody sees it; `null` where that is not allowed, or is so already. */
function inOwnSpaces(): number | null {
  if (process.env.SMESHDESK_OWN_SPACES === '1' || spawnSync('unshare', ['-pfnm', '--mount-proc', 'true']).status !== 0) return null
  const line = ['-pfnm', '--mount-proc', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh', process.execPath, ...process.execArgv]
  const { status } = spawnSync('unshare', [...line, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, SMESHDESK_OWN_SPACES: '1' },
  })
  return status ?? 1
}

const within = inOwnSpaces()
if (within !== null) process.exit(within)

const kills = values.kills === undefined ? [] : await measureKills(Number(values.kills))
const nodes = values.nodes === true ? await troubledNodes() : []
const hostile = values.hostile === true ? await hostileTexts() : []
const report = { kills, bar: killBar, nodes, hostile, ownSpaces: process.env.SMESHDESK_OWN_SPACES === '1' }
if (values.json === undefined) console.log(JSON.stringify(report, null, 2))
else writeFileSync(values.json, JSON.stringify(report))
process.exit(0)
