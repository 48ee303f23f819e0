import type { Bytes } from '../../../electron/contract/model/basics.ts'
import type { NetworkFault, NetworkPort, NetworkProblem, NetworkRow, NetworkStep } from '../../../electron/contract/model/network.ts'
import { size } from '../../format/numbers.ts'
import { duration } from '../../format/time.ts'
import { plural } from './grammar.ts'

const steps: Readonly<Record<NetworkStep, { readonly title: string; readonly what: string }>> = {
  files: { title: 'Folders, config and entry', what: 'A folder of its own, the node’s config in it, and an entry in your rig.' },
  'first-start': {
    title: 'First start',
    what: 'The node makes its databases and its PoET a key. It loads no key of yours: none is there yet.',
  },
  'poet-key': {
    title: 'The PoET’s key learned and written',
    what: 'Asked from its own PoET, then the node is stopped and the key stands in its config. Without it the node ends when two identities share a proof.',
  },
  data: { title: 'PoST data', what: 'One set after the other, by your postcli. Each set gets a key of its own.' },
  keys: {
    title: 'Keys put in their place',
    what: 'Each key is moved, not copied, to where the node loads it, after a look that nobody else has it. The node’s own local.key goes to “unused” first.',
  },
  'second-start': {
    title: 'Second start',
    what: 'Silent for 8 to 20 s, which is normal: the node asks its PoET before it has started it. A stop is heard only afterwards.',
  },
  services: { title: 'PoST services', what: 'One for each identity, added to your rig and started.' },
}

const faults: Readonly<Record<NetworkFault, (value: string) => string>> = {
  'name-taken': (name) => `${name} is taken by an entry of your rig. Choose another name.`,
  'folder-taken': (path) => `${path} is not empty. A network begins in a folder of its own: choose another name or place.`,
  'folder-unreadable': (path) => `${path} can’t be looked at. Choose another place, or give yourself the right to it.`,
  'genesis-too-near': (ms) =>
    `Genesis must be at least ${duration(Number(ms))} ahead: until then the node starts twice and the data is made.`,
  'shift-too-long': (ms) => `The phase shift must be shorter than an epoch, ${duration(Number(ms))}.`,
  'gap-too-long': (ms) => `The cycle gap must not be longer than the phase shift, ${duration(Number(ms))}: it lies before its end.`,
  'grace-too-long': (ms) => `The grace period must be shorter than the cycle gap, ${duration(Number(ms))}: nodes register in it.`,
  'coinbase-invalid': (account) => `${account || 'An empty account'} is no account. The node would refuse to start, 16 s in.`,
  'coinbase-other-network': (account) => `${account} belongs to another network. Here accounts begin with standalone1.`,
  'units-below-least': (units) => `No identity may be smaller than the least size, ${plural(Number(units), 'unit', 'units')}.`,
  'no-space': (bytes) => `The disk has less than ${size(Number(bytes) as Bytes)} free, which node and data need. Choose another place.`,
  'no-port': () => 'No free ports are left on this computer.',
}

const problems: Readonly<Record<NetworkProblem, (detail: string) => { readonly what: string; readonly cure: string }>> = {
  'asked-to-rest': () => ({ what: 'It rests, as asked.', cure: 'What is there stays; going on begins where it ended.' }),
  'opened-again': () => ({
    what: 'Smeshdesk was closed or ended meanwhile.',
    cure: 'Nothing goes on by itself; going on looks at what is there first.',
  }),
  'file-differs': () => ({
    what: 'config.json is not as it was written.',
    cure: 'It is left as it is. Put it back as the plan shows it, or make another network.',
  }),
  'file-failed': (detail) => ({ what: `The system refused a file: ${detail}`, cure: 'See to the disk or the rights, then go on.' }),
  'folder-in-use': (path) => ({ what: `Something of somebody else lies in its folder: ${path}`, cure: 'Take it out, then go on.' }),
  'node-ended': (line) => ({
    what: `The node ended: ${line || 'it said no reason'}`,
    cure: 'Its page says what that means and what helps. Then go on.',
  }),
  'node-silent': () => ({
    what: 'The node runs, but did not answer for three minutes.',
    cure: 'See its log. A node that failed late may hang until it is stopped: stop it, then go on.',
  }),
  'port-taken': (address) => ({
    what: `Another PoET answers at ${address}; its key would be taken for this one’s.`,
    cure: 'End that program, then go on.',
  }),
  'poet-silent': () => ({
    what: 'The PoET inside the node did not answer for three minutes.',
    cure: 'See the node’s log; then stop it and go on.',
  }),
  'data-failed': (line) => ({
    what: `postcli did not finish its data: ${line}`,
    cure: 'Its log lies in “logs” of the network. Then go on: it resumes.',
  }),
  'key-missing': () => ({
    what: 'The data is whole, but its key is not where postcli makes it, nor where the node loads it.',
    cure: 'Put it back as identity.key beside the data. Without it this data is worth nothing.',
  }),
  'key-differs': (path) => ({
    what: `The key is not the one that its data was made for: ${path}`,
    cure: 'Nothing was moved. See which of them is the right one.',
  }),
  'key-elsewhere': (places) => ({
    what: `A new key was found elsewhere as well: ${places}`,
    cure: 'It was not put in place: two nodes with one key are banned. Take the other copy away, then go on.',
  }),
  'elsewhere-unknown': (why) => ({
    what: `It is not proven that nobody else has the new key: ${why || 'the look took too long'}`,
    cure: 'It was not put in place. Mend that, then go on.',
  }),
  'stands-in-rig': () => ({
    what: 'Simulated and real never stand in one rig, and these programs are of the other kind.',
    cure: 'Remove this node’s entry, or use another profile for it.',
  }),
  unexpected: (detail) => ({
    what: `It could not go on: ${detail || 'an unexpected failure; the log has it'}`,
    cure: 'Going on tries the same step again.',
  }),
}

const identityStates: Readonly<Record<NetworkRow['identities'][number]['state'], string>> = {
  waits: 'Queued',
  making: 'Initialising',
  made: 'Data whole',
  'key-in-place': 'Key in place',
  proves: 'Its service runs',
}

const ports: Readonly<Record<NetworkPort, string>> = {
  public: 'public listener',
  private: 'private listener',
  post: 'post listener',
  json: 'JSON listener',
  poet: 'PoET inside',
  p2p: 'peers',
  operator: 'operator of the first service',
}

export const networkWords = {
  title: 'A network of your own',
  lead: 'One standalone go-spacemesh node with its PoET inside, on this computer alone, and identities that are made for it.',
  door: 'New network',
  aside: {
    title: 'What this is',
    text: 'Your real programs, a network of one node. Its keys and coins are worth nothing anywhere else.',
    points: [
      'No key of your other nodes is read or offered here.',
      'Everything lies in one new folder; nothing that is there is overwritten.',
      'A new genesis means a new network: node folder and data are made again.',
    ],
  },
  programs: {
    title: 'Programs',
    node: 'go-spacemesh',
    nodeHelp: 'The program as it was released, 1.6 or 1.7.',
    service: 'post-service',
    serviceHelp: 'Proves for the identities; one process for each.',
    postcli: 'postcli',
    postcliHelp: 'Makes the data and the keys.',
  },
  place: {
    title: 'Place',
    parent: 'In which folder',
    parentHelp: 'A new folder with the network’s name is made in it.',
    name: 'Name',
    nameHelp: 'Of the network, its node and its folder.',
    nameBad: 'Letters, digits, dot, dash and underscore only, up to 64.',
  },
  clock: {
    title: 'Clock',
    note: (epochMs: number | null) => (epochMs === null ? '' : `one epoch is ${duration(epochMs)}; all of it is fixed once it has started`),
    genesis: 'Genesis',
    genesisHelp: (utc: string, inMs: number | null) =>
      inMs === null ? 'Day and time' : inMs <= 0 ? `${utc}, which is past` : `${utc}, in ${duration(inMs)}`,
    layer: 'Layer',
    layers: 'Layers in an epoch',
    shift: 'Phase shift',
    gap: 'Cycle gap',
    grace: 'Grace period',
    spanHelp: {
      layer: 'such as 6s or 1m',
      shift: 'when a round starts',
      gap: 'in which proofs are made',
      grace: 'in which nodes register',
    },
    spanBad: 'A duration such as 90s or 1h30m.',
    countBad: 'A whole number.',
    asGuide: 'As the 1:n guide',
  },
  identities: {
    title: 'Identities',
    units: 'Sizes',
    unitsHelp: (of: { identities: number; units: number; bytes: Bytes }) =>
      `${plural(of.identities, 'identity', 'identities')}, ${plural(of.units, 'unit', 'units')}, ${size(of.bytes)}. One number of units for each, up to 50.`,
    unitsBad: 'Whole numbers from 1 to 1024 with commas between, at most 50.',
    least: 'Least units',
    leastHelp: 'The network refuses smaller ones.',
    coinbase: 'Coinbase',
    coinbaseHelp: 'Rewards go to this account of the new network.',
  },
  missing: {
    node: 'Choose the program go-spacemesh.',
    service: 'Choose the program post-service.',
    postcli: 'Choose the program postcli.',
    parent: 'Choose the folder in which it is made.',
    name: 'Give it a name.',
    clock: 'Put the clock right.',
    units: 'Put the sizes right.',
    looking: 'The plan is being worked out.',
    faults: 'Put right what speaks against it.',
  },
  plan: {
    title: 'The plan',
    note: 'Nothing is written before you say so.',
    against: 'What speaks against it',
    order: 'What happens, in order',
    ports: 'Ports',
    portFree: (of: string, port: number) => `${of} ${port}`,
    portMoved: (of: string, wanted: number, given: number) => `${of} ${given}, because ${wanted} is taken`,
    of: ports,
    network: 'Network id',
    golden: 'Golden ATX',
    goldenHelp: 'computed; all data commits to it',
    log: 'The node’s log',
    data: 'Data',
    dataOf: (bytes: Bytes, free: Bytes | null) => `${size(bytes)}${free === null ? '' : `, ${size(free)} free`}`,
    folders: (count: number) => `${plural(count, 'folder', 'folders')} that are made`,
    file: (path: string) => `${path}, as it is written at first`,
    fileLater: 'The PoET’s public key is added under main.poet-servers before the second start.',
    commands: (count: number) => `${plural(count, 'command line', 'command lines')}`,
    does: { node: 'node', data: 'data', service: 'service' },
    keys: 'Each key: from where it is made to where its node loads it',
    make: 'Make this network',
    cancel: 'Cancel',
  },
  making: {
    title: (name: string) => name,
    lead: {
      making: 'It is being made. You may leave this page; it goes on while Smeshdesk is open.',
      rests: 'It rests. Nothing goes on by itself.',
      made: 'It is made: its node and its services are entries of your rig.',
    } satisfies Readonly<Record<NetworkRow['state'], string>>,
    steps: 'Making it',
    data: (count: number) => `PoST data of ${plural(count, 'identity', 'identities')}`,
    columns: { identity: 'Identity', size: 'Size', state: 'State', done: 'Done' },
    units: (units: number) => `${units} u`,
    state: identityStates,
    done: { done: 'done', now: 'now', later: 'later', rests: 'rests' },
    genesis: 'Genesis',
    registers: 'Nodes register for the first round',
    missed: 'That is past: the first proofs come one epoch later.',
    poetKey: 'PoET’s public key',
    folder: 'Folder',
    rest: 'Rest here',
    restHelp: 'Ends postcli; what is there stays, and is gone on with.',
    goOn: 'Go on',
    forget: 'Take this page away',
    node: 'Look at its node',
    gone: 'No such network is being made.',
    because: 'Why it rests',
    list: 'Networks',
    unknown: 'not known yet',
  },
  steps,
  faults,
  problems,
} as const
