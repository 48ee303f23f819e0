import {
  type CellState,
  type CellStateKey,
  cellStateKeys,
  type OverlayKey,
  overlayKeys,
  type StateWords,
  verdictKeys,
} from './cell-state.ts'
import { tableWords } from './table-words.ts'
import { verdictWords } from './verdict-words.ts'

const overlayWords: Readonly<Record<OverlayKey, StateWords>> = {
  fault: [
    'odd',
    'disagree',
    'Not known',
    'Smeshdesk failed to put together what is known of this identity. What was shown before may no longer be so.',
    'Look up the reference in Smeshdesk’s own log',
  ],
  banned: [
    'bad',
    'banned',
    'Banned',
    'A node holds a proof of malfeasance for this identity. It earns nothing any more, and this cannot be undone. Its own node goes on as if it were healthy.',
    'Read the proof, and stop spending power on it',
  ],
  'key-returned': [
    'bad',
    'safety-stop',
    'Old copy is back',
    'This key was moved away from this folder, and an old copy of it lies here again. A node that loads it signs beside the one it was moved to, and two signing nodes mean a ban that cannot be undone.',
    'Do not start this node; take the copy away',
  ],
  'held-by-migration': [
    'active',
    'stalled',
    'Held by a move',
    'A move holds this identity. Its node and service start only when the move says so.',
    'Open the move',
  ],
  'just-started': [
    'idle',
    'unknown',
    'Just started',
    'The node began to answer a moment ago. Right after a start it says idle for everybody, so that tells nothing yet.',
    'Wait ten seconds',
  ],
  'registered-unasked': [
    'warn',
    'at-risk',
    'Wrong node',
    'The service is set to serve a node that does not have this key. It stays connected there and is never asked.',
    'Give the service the address of the node that has the key',
  ],
  'not-connected': [
    'warn',
    'at-risk',
    'Not connected',
    'Its service runs, and the node has not taken it. While that is so no proof is asked of it, and a gap that passes costs an epoch.',
    'Look at the service: which listener it dials, and what its log says',
  ],
  'no-longer-asked': [
    'bad',
    'failed',
    'No longer asked',
    'The node says that a proof is wanted, and for a long time nobody asked the service for it. That is the trace of StopSmeshing: every identity of the node stands still, and only a restart of the node heals it.',
    'Restart the node',
  ],
}

function named<K extends CellStateKey>(key: K, [tone, mark, title, sentence, action]: StateWords): CellState {
  return { key, tone, mark, title, sentence, action }
}

/** All states of the table and the overlays, with their words. */
export const cellStates: readonly CellState[] = [
  ...cellStateKeys.map((key) => named(key, tableWords[key])),
  ...overlayKeys.map((key) => named(key, overlayWords[key])),
  ...verdictKeys.map((key) => named(key, verdictWords[key])),
]

const byKey: ReadonlyMap<string, CellState> = new Map(cellStates.map((state) => [state.key, state]))

/** The state of that key; every key has one. */
export function stateOf(key: CellStateKey): CellState {
  const found = byKey.get(key)
  if (found === undefined) throw new Error(`no words for the state ${key}`)
  return found
}
