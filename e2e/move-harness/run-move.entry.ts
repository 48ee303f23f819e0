import { SmesherId } from '../../electron/contract/model/basics.ts'
import { runMove } from './run-move.ts'

/** `run-move.entry.ts RIG ID`: one start of the executor on real files; prints how it came to rest. */
const [rig = '', id = ''] = process.argv.slice(2)
process.stdout.write(`${JSON.stringify(await runMove(rig, SmesherId.parse(id), 'move'))}\n`)
