import { parseArgs } from 'node:util'
import { benchFigures, conformanceFigures } from './figures-1.ts'
import { foundJourneyFigures, foundRigFigures, foundTestFigures } from './figures-5-found.ts'
import { historyBenchFigures, historyKillFigures } from './figures-5-history.ts'
import { keyFindingFigures, keyJourneyFigures, keyScanFigures } from './figures-5-keys.ts'
import { hostileFigures, killedServiceFigures, toldFigures, troubledNodeFigures } from './figures-5-truth.ts'
import { wireFigures } from './figures-5-wire.ts'
import { journeyFigures } from './figures-journeys.ts'
import { together } from './proof.ts'
import { type Parts, runParts } from './run-show.ts'

// `--only found,history`: some of the parts; a show in parts proves only these, and says so in its title.
const { values } = parseArgs({ options: { programs: { type: 'string' }, only: { type: 'string' } } })
const programs = values.programs === undefined ? [] : ['--programs', values.programs]

const throughAnEpoch = () => journeyFigures([...programs, 'found and told right'])
const loads = ['identity-table', 'palette', 'event-intake', 'fold-events', 'many-identities', 'screen-latency', 'console-start']

const simulated: Parts = {
  killed: { title: 'A service is killed: how soon its row says so', prove: killedServiceFigures },
  nodes: { title: 'Nodes that start late, die, flap, move, lie or fall silent', prove: troubledNodeFigures },
  hostile: { title: 'Texts that are meant to hurt', prove: together(hostileFigures, wireFigures) },
  told: { title: 'Every risk by its rule; never calm beside what is not known', prove: toldFigures },
  found: { title: 'What runs here, found', prove: together(foundRigFigures, foundTestFigures, () => foundJourneyFigures(programs)) },
  keys: { title: 'Every copy of every key', prove: together(keyFindingFigures, keyJourneyFigures, keyScanFigures) },
  history: { title: 'What is remembered', prove: together(historyKillFigures, historyBenchFigures) },
  recordings: {
    title: 'Recorded runs, with rewards, layers and accounts',
    prove: () => conformanceFigures(['--only', 'runs'], { whole: true }),
  },
  figures: { title: 'Figures', prove: () => benchFigures(...loads) },
  epoch: { title: 'A rig that runs here, told right through an epoch', prove: throughAnEpoch },
}
/** With real programs in devnet's place. */
const real: Parts = {
  found: { title: 'The whole rig that runs here, by the screens alone', prove: () => foundJourneyFigures(programs) },
  epoch: { title: 'A rig of real nodes and services, told right through an epoch', prove: throughAnEpoch },
}

await runParts({ title: '5. The truth about a rig', simulated, real, programs: values.programs, only: values.only })
