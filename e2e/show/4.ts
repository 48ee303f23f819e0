import { parseArgs } from 'node:util'
import { earlierShows, plantedFigures, publishFigures, roadFigures, sizeFigures, unitFigures, weightFigures } from './figures-4.ts'
import { languageFigures } from './figures-language.ts'
import { type Parts, runParts } from './run-show.ts'

// `--only unit,publish`: some of the parts; a show in parts proves only these, and says so in its title.
const { values } = parseArgs({ options: { only: { type: 'string' } } })

const parts: Parts = {
  size: { title: 'Lines that ship', prove: sizeFigures },
  weight: { title: 'Weight of the page', prove: weightFigures },
  publish: { title: 'A thousand identities', prove: publishFigures },
  road: { title: 'From a node’s answer to the page', prove: roadFigures },
  planted: { title: 'Room for what comes', prove: plantedFigures },
  unit: { title: 'Unit tests', prove: unitFigures },
  language: { title: 'A second language', prove: languageFigures },
  before: { title: 'What was shown before still holds', prove: earlierShows },
}

await runParts({ title: '4. Room', simulated: parts, real: parts, programs: undefined, only: values.only })
