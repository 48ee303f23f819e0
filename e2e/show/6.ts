import { parseArgs } from 'node:util'
import { benchFigures } from './figures-1.ts'
import { alertFigures, awakeFigures, consoleFigures, remoteFigures, slotFigures, supervisionFigures } from './figures-6-supervision.ts'
import { type Parts, runParts } from './run-show.ts'

// `--only supervision,awake`: some of the parts; a show in parts proves only these, and says so in its title.
const { values } = parseArgs({ options: { programs: { type: 'string' }, only: { type: 'string' } } })

const parts: Parts = {
  supervision: { title: 'What the supervisor promises: T21 to T32', prove: supervisionFigures },
  slots: { title: 'Slots: room, command lines by version, costs in words', prove: slotFigures },
  awake: { title: 'The computer stays awake for proofs, and for nothing else', prove: awakeFigures },
  console: { title: 'The command line, start by itself, one Smeshdesk for a folder', prove: consoleFigures },
  remote: { title: 'Other machines, over mutual TLS: T42, two computers in one', prove: () => remoteFigures(values.programs) },
  alerts: { title: 'Alerts reach who is told, and nothing else goes out', prove: alertFigures },
  figures: { title: 'What watching costs', prove: () => benchFigures('supervise') },
}

await runParts({ title: '6. Programs that run by themselves', simulated: parts, real: parts, programs: values.programs, only: values.only })
