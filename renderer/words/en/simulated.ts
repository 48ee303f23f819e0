import type { BreakName } from '../../../electron/contract/model/simulation.ts'
import { list } from '../../format/numbers.ts'
import { age } from './ages.ts'
import { capital, plural } from './grammar.ts'

/** What breaking one thing does, and how it is named. */
export interface BreakWords {
  readonly title: (target: string) => string
  /** What one will see, before it is done. */
  readonly effect: string
  readonly act: string
  readonly mend: string
}

const breaks: Readonly<Record<BreakName, BreakWords>> = {
  'stop-service': {
    title: (target) => `Stop ${target}’s service`,
    effect: 'Harmless until the gap opens; then its proof waits. One under way is lost and starts over.',
    act: 'Stop it',
    mend: 'Start it again',
  },
  'late-proof': {
    title: (target) => `Make ${target}’s disk slow`,
    effect: 'Its proof misses the soft deadline: the ATX still comes, the next PoET round is missed.',
    act: 'Slow it down',
    mend: 'Make it fast again',
  },
  'cut-data': {
    title: (target) => `Cut a data file of ${target} in half`,
    effect: 'Its service reads to the end, and the proof fails its own check.',
    act: 'Cut it',
    mend: 'Make it whole',
  },
  'kill-node': {
    title: (target) => `Kill the node ${target}`,
    effect: 'Its identities are asked for nothing and sign nothing until it runs again.',
    act: 'Kill it',
    mend: 'Start it again',
  },
  'cut-poet': {
    title: () => 'Cut off the PoET',
    effect: 'Nobody can register, and nobody gets the round’s proof, while it is cut off.',
    act: 'Cut it off',
    mend: 'Connect it again',
  },
  'break-key': {
    title: (target) => `Damage ${target}’s key file`,
    effect: 'Its node goes on, and does not come up again after its next stop: with that key none of its identities would.',
    act: 'Damage it',
    mend: 'Put it back',
  },
  'copy-key': {
    title: (target) => `Copy ${target}’s key into a second node`,
    effect: 'Should that node start again meanwhile, both sign with it, and the network bans it for ever.',
    act: 'Copy it',
    mend: 'Remove the copy',
  },
}

export const simulatedWords = {
  strip: 'Simulated: nothing here is yours.',
  detail: (epoch: string | null) =>
    epoch === null
      ? 'No key, no coin and no disk of yours is used.'
      : `No key, no coin and no disk of yours is used; one epoch takes ${epoch}.`,
  paused: 'Paused: the network’s time stands, and nothing is proven or signed.',
  speed: { label: 'Speed of the simulation', '0': 'Pause', '1': '1 ×', '4': '4 ×' },
  open: 'Break something',
  broken: (count: number) => `${plural(count, 'thing', 'things')} broken`,
  page: {
    title: 'The simulation',
    lead: 'Ten identities on five disks, three nodes and a PoET. The programs behave as the real ones were recorded.',
    speed: 'Speed',
    speedNote:
      'At 1 × an epoch takes fifteen minutes and its cycle gap seven; at 4 × a quarter of that. What a program needs to start or to stop is not changed.',
    breaks: 'Break something, and mend it',
    since: (ms: number) => `broken ${age(ms)}`,
    unmade: 'This simulated rig was made without a playground: its clock runs as it runs, and nothing is broken on purpose.',
  },
  tries: {
    title: 'Three things to try',
    hide: 'Hide',
    stop: { title: 'Stop a service', text: (target: string) => `${target} has the most to read. Stop it and see what the gap costs it.` },
    move: { title: 'Move an identity', text: 'From attic to home, with every check, and never a key in two places.', act: 'Open Migrate' },
    kill: { title: 'Kill a node', text: (target: string) => `As a power cut would: ${target} ends at once. Its identities say so.` },
  },
  breaks,
  leave: {
    act: 'Leave the simulation',
    title: 'Leave the simulation?',
    lead: 'Exactly this happens:',
    goes: (nodes: number, services: number, identities: number) => [
      `${capital(list([plural(nodes, 'simulated node', 'simulated nodes'), plural(services, 'service', 'services')]))} stop.`,
      `${plural(identities, 'simulated key', 'simulated keys')} and their data are removed.`,
      'The simulation’s moves and its history go with them.',
    ],
    stays: 'Nothing of yours is touched: no key, no node, no setting.',
    yes: 'Leave and remove it',
    no: 'Stay',
  },
} as const
