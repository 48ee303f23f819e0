import { readFileSync } from 'node:fs'
import { lookForKey } from '../../electron/app/move-world/key-look.io.ts'
import { SmesherId } from '../../electron/contract/model/basics.ts'
import { lookAtProcesses } from '../../electron/processes/index.ts'
import { checkSettings } from '../../electron/settings/index.ts'
import { nodesAt, reasonsFor, signsOf } from '../../electron/silence/index.io.ts'

/** The looks of a move from wherever this is started: `SETTINGS ID FOLDER`, answers as JSON. */
const [file = '', id = '', folder = ''] = process.argv.slice(2)
const settings = checkSettings(JSON.parse(readFileSync(file, 'utf8')))
const look = await lookForKey(settings, SmesherId.parse(id), { profileFolder: folder })
const silence = await Promise.all(
  settings.nodes.map(async (node) => {
    const seen = await lookAtProcesses()
    const signs = await signsOf(node, folder, { standing: await nodesAt(node, seen), look: seen })
    return { ...signs, ...(await reasonsFor(node, folder, true)) }
  }),
)
process.stdout.write(JSON.stringify({ look, silence }))
