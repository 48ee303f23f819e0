import type { StateKey } from '../../../electron/contract/model/states.ts'
import type { Said } from './state-words.ts'

/** States that the clock, the rig and the history make of what the sources say. */
export const verdictStates = {
  late: [
    'Late',
    'The soft deadline is past, the ATX is not out, and no service is seen working on the proof. The epoch can still be kept until the hard deadline; the next round starts without this identity.',
    'Start the service now',
  ],
  'late-proving': [
    'Late',
    'The soft deadline is past and the proof is still being made. The epoch can still be kept until the hard deadline; the next round starts without this identity.',
    'Let it finish: this epoch can still be kept',
  ],
  missed: [
    'Missed',
    'No ATX of it was published in that epoch. It earns nothing in the epoch after it, and nothing in the one after that, because the next round started without it.',
    'Find out why before the next gap, then mark it as seen',
  ],
  'published-late': [
    'Published late',
    'Its ATX came after the next PoET round had begun. That epoch is kept; the next round started without it, so one epoch is lost.',
    'Find out why before the next gap, then mark it as seen',
  ],
  'not-registered': [
    'Not in this round',
    'It is not in the PoET round whose proof this epoch needs, so it publishes no ATX in it. It registers again in the next cycle gap.',
    'Nothing can be done for this epoch',
  ],
  'due-stopped': ['At risk', 'The node wants a proof, and its service does not run.', 'Start the service'],
  'service-stopped': [
    'Service stopped',
    'No proof is due yet. When the cycle gap opens, nobody would work on it.',
    'Start the service before the gap',
  ],
  'service-latched': [
    'Not started again',
    'Its service ended for a reason that a restart does not mend, so it is not started again by itself.',
    'Read the log, mend the reason, then start it',
  ],
  'service-broken': [
    'Service not in order',
    'A check of its service fails: its proof may never come, or never be taken.',
    'Read what fails, and mend it before the gap',
  ],
  'data-broken': [
    'Data broken',
    'Its PoST data are not complete or can’t be used as they are, so no proof comes of them, however long the service works.',
    'Look at what is wrong with the data',
  ],
  'node-ended': ['Node ended', 'Its node does not run, so no proof is asked for and no ATX goes out.', 'Start the node'],
  'stopped-by-move': ['Stopped by a move', 'A move has stopped its node, and starts it again when it is done.', 'Open the move'],
  'start-refused': [
    'Next start fails',
    'Its node runs with what it loaded earlier. By what lies in its folder now, the next start is refused or goes without keys.',
    'Mend what the node’s checks name before it restarts',
  ],
} as const satisfies Partial<Record<StateKey, Said>>
