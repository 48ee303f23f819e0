import { readFileSync } from 'node:fs'
import { lookForKey } from '../../electron/app/move-world/key-look.io.ts'
import { nodesAt, silenceFacts } from '../../electron/app/move-world/silence-facts.io.ts'
import { SmesherId } from '../../electron/contract/model/basics.ts'
import { checkSettings } from '../../electron/settings/index.ts'

/** The looks of a move from wherever this is started: `SETTINGS ID FOLDER`, answers as JSON. */
const [file = '', id = '', folder = ''] = process.argv.slice(2)
const settings = checkSettings(JSON.parse(readFileSync(file, 'utf8')))
const look = await lookForKey(settings, SmesherId.parse(id), folder)
const silence = await Promise.all(settings.nodes.map((node) => nodesAt(node).then((standing) => silenceFacts(node, folder, standing))))
process.stdout.write(JSON.stringify({ look, silence }))
