import type { Reason } from '../../../electron/contract/model/closed.ts'
import { count, list } from '../../format/numbers.ts'
import { lasting } from '../../format/time.ts'

type Kind = 'node' | 'service'
const thing = (kind: Kind, name: string): string => (kind === 'node' ? name : `${name}’s PoST service`)

/** Keys as the core sends them. */
const closedReasons: Readonly<Record<Reason, string>> = {
  'held-by-migration': 'A move holds it; only the move starts and stops it.',
  'state-unknown': 'Whether it runs is not known; its record can’t be read.',
  external: 'It was not started by Smeshdesk, which touches only what it started.',
  'answers-elsewhere': 'A PoST service answers on its operator address. It is taken for this one, so no second one is started.',
  'already-running': 'It runs.',
  'no-program': 'Its program is not given in the settings.',
  'folder-differs': 'Its arguments name another data folder than its entry.',
  'no-folder': 'Its data folder is not given in the settings.',
  'not-here':
    'It runs on another computer, as far as its entry says: its process can’t be seen from here, and is started and stopped there.',
  'identity-runs-elsewhere': 'Another process proves for the same identity.',
  stopping: 'It is being stopped.',
  'not-running': 'It does not run.',
  'program-changed': 'Its program is not proven to be the file that it was. Look at Binaries first.',
}

/** What runs, whatever it is: its acts, why one is closed, and what is said before it is stopped. */
export const programWords = {
  start: 'Start',
  starting: 'Starting…',
  stop: 'Stop…',
  stopping: 'Stopping…',
  restart: 'Restart',
  restartAsks: 'Restart…',
  restarting: 'Restarting…',
  endNow: 'End it now…',
  edit: 'Edit',
  lastLines: 'Last lines that matter',
  /** What a person types before something is lost by it; the core hears what stands for it. */
  typed: { stop: (name: string) => `stop ${name}`, end: (name: string) => `end ${name} now` },
  closed: {
    reasons: closedReasons,
    other: (key: string) => `Closed: ${key}.`,
    folderOf: (profile: string) =>
      profile === ''
        ? 'Another Smeshdesk, which does not tell its profile, looks after its data folder.'
        : `The Smeshdesk of the profile ${profile} looks after its data folder. Start it there, or take it out of the settings there.`,
    check: 'A check speaks against it; its page says which.',
    says: (check: string) => `A check speaks against it: ${check}.`,
  },
  stopDialog: {
    title: (kind: Kind, name: string) => `Stop ${thing(kind, name)}?`,
    endTitle: (kind: Kind, name: string) => `End ${thing(kind, name)} at once?`,
    lead: 'Exactly this happens:',
    loses: 'A proof in progress is lost. It cannot be continued, only started over.',
    losesNow: (part: string, pass: number | null, readMs: number | null) =>
      `${part}${pass === null ? '' : ` of pass ${count(pass)}`}${readMs === null ? '' : `, about ${lasting(readMs)} of reading`}: the proof that is being made now is lost. It cannot be continued, only started over.`,
    losesPow: (pass: number | null) =>
      `The proof of work${pass === null ? '' : ` of pass ${count(pass)}`} that is being made now is lost${pass !== null && pass > 1 ? ', and all passes before it' : ''}. It cannot be continued, only started over.`,
    nodeLoses: (names: readonly string[]) =>
      `A proof is wanted for ${list(names)} now. What is not handed in before the node ends may have to be made again.`,
    noProof: 'No proof is being made now, as far as its service and node say.',
    missed: 'While it is stopped the node waits for it. A gap that closes meanwhile costs an epoch.',
    nodeMissed: 'While it is stopped none of its identities is proven for. A gap that closes meanwhile costs each of them an epoch.',
    nodeTime: 'It has 75 seconds to end in order. If it takes longer you are asked again; nothing is killed.',
    outlasted: 'It was told to stop, had its time, and still runs. Now it is killed; what it had not written down yet is lost.',
    untouched: 'The key, the data and all other identities are not touched.',
    nodeUntouched: 'Keys, data and PoST services are not touched.',
    keep: 'Keep it running',
    act: (kind: Kind) => (kind === 'node' ? 'Stop the node' : 'Stop the service'),
    actLoses: 'Stop and lose the proof',
    endAct: 'End it now',
  },
} as const
