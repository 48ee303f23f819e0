import type { Epoch } from '../../../electron/contract/model/basics.ts'
import type { MoveDoing } from '../../../electron/contract/model/move-lists.ts'
import { count, list } from '../../format/numbers.ts'
import { duration } from '../../format/time.ts'
import { plural } from './grammar.ts'

/** Words of a move that runs, waits or has ended. */
export const migrateMoveWords = {
  progress: {
    stepOf: (step: number, of: number) => `Step ${step} of ${of}.`,
    doing: {
      'stopping-source': 'Stopping the source',
      'stopping-target': 'Stopping the target',
      'copying-rows': 'Copying the identity’s rows',
      'retiring-key': 'Putting the key out of use at the source',
      'waiting-layers': 'Waiting for the network to pass the source’s last layer',
      'staging-rows': 'Putting the rows into the target’s database',
      'copying-key': 'Copying the key under a name that no node loads',
      'verifying-key': 'Reading the copied key back',
      arming: 'Arming the key at the target',
      'starting-target': 'Starting the target',
      'starting-service': 'Starting the PoST service against the target',
      undoing: 'Putting everything back',
      disarming: 'Taking the key out of use again',
      'waiting-for-you': 'Waiting for you',
      'waiting-for-arming': 'Waiting for your consent to arm',
      frozen: 'Safety stop',
      ended: 'At its end',
    } satisfies Readonly<Record<MoveDoing, string>>,
    layers: (v: Readonly<Record<string, string>>) =>
      `${plural(Number(v.layers ?? '0'), 'layer', 'layers')} to go, until layer ${count(Number(v.until ?? '0'))}.`,
    because: (why: string) => `Seen: ${why}`,
    left: (ms: number) => `about ${duration(Math.ceil(ms / 1000) * 1000)} left`,
    over: 'longer than expected',
    since: (at: string) => `since ${at}`,
    keys: 'Keys right now',
    keysThen: 'Where the key lay at the end',
    asOf: (at: string) => `as of ${at}`,
    undone: 'undone',
    lookedAt: (age: string) => `looked at ${age}`,
    notLooked: 'not looked at yet',
    columns: { identity: 'Identity', on: (node: string) => `On ${node}`, loadable: 'Can be loaded' },
    place: { loadable: 'can be loaded', 'out-of-use': 'out of use', absent: 'not there', unknown: 'unknown' },
    nowhere: 'nowhere',
    at: (nodes: readonly string[]) => `at ${list(nodes)}`,
    twice: (nodes: readonly string[]) => `at ${list(nodes)}: start neither`,
    evidence: 'Steps and evidence',
    leave: 'You can leave',
    /** In its own window Smeshdesk ends with it; its console host goes on without a page. */
    leaveText: {
      console:
        'The move goes on when this page closes, as long as Smeshdesk itself runs. After a restart of Smeshdesk or of this computer it waits for you; it asks again before arming if more than 15 minutes have passed.',
      desktop:
        'Keep this window open: Smeshdesk ends with it. The step under way is finished then, and the move waits for you at the next start, with what it stopped standing still. It asks again before arming if more than 15 minutes have passed.',
    },
    keep: 'Keep Smeshdesk open',
    lost: (names: string, one: boolean) =>
      names === ''
        ? 'The move stands still until Smeshdesk runs again.'
        : `${names} ${one ? 'was' : 'were'} stopped by the move and ${one ? 'waits' : 'wait'}. Start Smeshdesk again.`,
    lostTitle: 'Smeshdesk does not answer',
    journal: 'Journal',
    records: (n: number, head: string) => `${plural(n, 'record', 'records')} shown, head ${head}`,
    mind: 'Change your mind',
    mindText: (step: number, source: string) =>
      `Up to step ${step - 1} this puts the key back into use at ${source} and leaves the target as it was.`,
    abort: 'Stop and put everything back…',
    noAbort: 'The key is armed at the target. To bring it back, move it again the other way.',
    notYet: 'Closed until this is clear.',
    nothing: 'Nothing to do for you now.',
  },
  abort: {
    title: 'Stop the move and put everything back?',
    lead: 'Exactly this happens:',
    effects: (source: string, target: string) => [
      `The key comes back into use at ${source}, under its own name.`,
      `${target}’s database and folder are left as they were before.`,
      'Both nodes and the service start again as they ran before.',
    ],
    pending: 'Asked. The step that is going on ends first; then it is decided.',
    keep: 'Let it go on',
    act: 'Put everything back',
  },
  moved: {
    title: 'Moved. Not proven yet.',
    confirmed: 'Moved and confirmed.',
    lead: (target: string, source: string, name: string) => `${target} runs with ${name} now; ${source} can no longer load its key.`,
    later: (at: string) =>
      `Confirmed comes later by itself: expected by ${at}, with the first act that is signed from there and no ban at a node that never had the key.`,
    laterUnknown:
      'Confirmed comes later by itself: with the first act that is signed from there and no ban at a node that never had the key.',
    proven: (target: string) => `The first act signed from ${target} was seen, and a node that never had the key knows of no ban.`,
    offline: 'Took',
    at: 'Moved at',
    seen: 'What was seen',
    seenNote: 'why it says Moved',
    watched: 'What is watched',
    watchedNote: 'goes on without this page',
    act: 'First act signed from there',
    actSeen: (epoch: Epoch) => `ATX of epoch ${epoch}`,
    actNot: 'not yet',
    actBy: (node: string, others: string) =>
      `told by ${node}; ${others === '' ? 'no node that never had the key was seen to know it' : `known at ${others}, which never had the key`}`,
    ban: 'No ban',
    banned: 'banned',
    banNone: (nodes: string) => `none, asked at ${nodes}`,
    banUnknown: 'not proven',
    banWhy: 'asked by id at every node, again and again',
    banAsked: (nodes: string) => `asked by id after the move: ${nodes}`,
    copies: 'No second copy turns up',
    copiesNone: 'none found',
    copiesUnknown: 'not looked at yet',
    copiesFound: (n: number) => `${n} loadable`,
    copiesWhy: 'in the folders that Smeshdesk knows. Other machines: not proven',
    contradiction: 'If one of these speaks against it, don’t start the source.',
    seenSentences: {
      'start-target': (target: string) => `${target} lists the identity`,
      'start-service': () => 'Its PoST service is registered there',
      'retire-key': (source: string) => `The key is out of use at ${source}`,
      'stage-rows': () => 'Its registrations and proofs came along',
    },
    old: 'Old files',
    oldText: (source: string, confirmed: boolean) =>
      `What stays at ${source}: the key under its retired name, and a marker. It is the last other copy; ${confirmed ? 'the move is confirmed, so it may be removed' : 'remove it only when the move is confirmed'}.`,
    show: 'Show the identity',
    again: 'Move another one',
  },
  closed: {
    title: 'Closed as it was',
    lead: (name: string) =>
      `You let go of this move: no file was changed, and both nodes can be started again. Where the key of ${name} lies is for you to know; let one node only load it.`,
  },
  aborted: {
    title: 'Put back.',
    lead: (source: string, name: string) =>
      `The move of ${name} was taken back. ${source} has its key again; nothing of it is left at the target.`,
    stopped: (names: string) =>
      `${names}: not started again, because it is not what the plan was made on any more, or has no key. Look at it, then start it yourself.`,
    again: 'Plan it anew',
  },
  values: {
    post: 'proofs:',
    initial_post: 'first proofs:',
    challenge: 'challenges:',
    poet_registration: 'PoET registrations:',
    nipost: 'NiPoSTs:',
    retired: 'retired as',
    key: 'key',
    rows: 'rows',
    layer: 'layer',
    untilLayer: 'until layer',
    detail: '',
    address: 'address',
    because: '',
  } as Readonly<Record<string, string>>,
} as const
