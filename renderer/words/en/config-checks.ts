import type { ConfigCheckId } from '../../../electron/contract/model/check-id.ts'
import { list, sizeOf } from '../../format/numbers.ts'
import { type CheckSentences, of, sentences } from './check-words.ts'
import { plural } from './grammar.ts'

const refusedArgument = (fails: string | ((values: Readonly<Record<string, string>>) => string), fix: string): CheckSentences =>
  sentences({ fails, why: 'The node refuses to start with it.', fix })

const expected: Readonly<Record<string, string>> = {
  switch: 'true or false',
  int: 'a whole number',
  uint32: 'a whole number from 0',
  uint64: 'a whole number from 0',
  duration: 'a duration such as 240h or 1m30s',
  fraction: 'a fraction such as 1/3 or 0.25',
  time: 'a time such as 2023-07-14T08:00:00Z',
  poets: 'a JSON list of PoETs, each with address and pubkey',
  addresses: 'addresses such as /ip4/0.0.0.0/tcp/7513',
  accounts: 'pairs such as name=100',
  hex32: '64 hexadecimal letters',
  provider: 'a whole number from 0',
  'randomx-mode': 'fast or light',
}

/** What the node would refuse of its arguments. */
const nodeArguments = {
  'node-argument-unknown-flag': refusedArgument(
    (v) => `No go-spacemesh 1.4 to 1.7 knows ${of(v, 'argument')}`,
    'Correct it or take it out.',
  ),
  'node-argument-not-in-version': refusedArgument(
    (v) => `${of(v, 'version')} does not know ${of(v, 'argument')}`,
    'Take it out, or use a version that knows it.',
  ),
  'node-argument-no-value': refusedArgument((v) => `${of(v, 'argument')} has no value`, 'Give it one.'),
  'node-argument-bad-syntax': refusedArgument((v) => `${of(v, 'argument')} is not understood`, 'Correct it or take it out.'),
  'node-argument-value-refused': refusedArgument(
    (v) => `${of(v, 'argument')} can’t be “${of(v, 'value')}”: it takes ${expected[of(v, 'expects')] ?? 'something else'}`,
    'Correct the value.',
  ),
  'node-argument-deprecated': refusedArgument((v) => `${of(v, 'argument')} is not taken any more`, 'Use --poet-servers instead.'),
  'node-argument-stray-word': refusedArgument(
    (v) => `“${of(v, 'argument')}” belongs to no flag`,
    'Take it out. A switch takes no value after a space.',
  ),
  'node-argument-no-node': refusedArgument((v) => `With “${of(v, 'argument')}” it does not run as a node`, 'Take it out.'),
  'preset-unknown': refusedArgument(
    (v) => `There is no preset “${of(v, 'preset')}”`,
    'Use fastnet, standalone or testnet. For mainnet name none.',
  ),
} as const satisfies Partial<Record<ConfigCheckId, CheckSentences>>

/** Whether settings and command line mean one folder. */
const nodeFolders = {
  'node-folder-differs': sentences({
    fails: (v) => `Its arguments or config name ${of(v, 'named')}, its entry names ${of(v, 'folder')}`,
    why: 'What is shown of its keys belongs to one folder, and the node would run on the other.',
    fix: 'Make both the same.',
  }),
  'node-folder-unknown': sentences({
    fails: 'Which data folder it would use is not known',
    why: 'Its config can’t be read, and its arguments name no folder.',
    fix: 'Name the folder with --data-folder, or make the config readable.',
  }),
  'node-folder-relative': sentences({
    fails: (v) => `${of(v, 'named')} counts from where it is started: ${of(v, 'path')}`,
    why: 'Started by Smeshdesk it counts from the profile folder; by hand, from wherever you stand.',
    fix: 'Write the whole path.',
  }),
} as const satisfies Partial<Record<ConfigCheckId, CheckSentences>>

/** What its version means. */
const nodeVersions = {
  'node-too-old': sentences({
    fails: (v) => `${of(v, 'version')} is too old: Smeshdesk knows go-spacemesh 1.4 to 1.7`,
    why: 'What it says may be read wrongly or not at all, and what happens to its keys is not known.',
    fix: (v) =>
      `Go up step by step: ${list(of(v, 'ladder').split(' '))}. Start each once and wait until it is in sync. A newer version changes the data for good: keep a copy of the folder, for there is no way back.`,
  }),
  'node-newer-than-known': sentences({
    fails: (v) => `${of(v, 'version')} is newer than Smeshdesk knows: 1.4 to 1.7`,
    why: 'It is asked what it can tell, and what it says is believed only where it fits; what its next start does may be foretold wrongly.',
    fix: 'Look for a newer Smeshdesk.',
  }),
} as const satisfies Partial<Record<ConfigCheckId, CheckSentences>>

/** The steps of a start, as the node's log names them. */
const startSteps: Readonly<Record<string, string>> = {
  starting: 'It is starting: databases and keys are opened',
  'key-loaded': 'It is starting: its keys are loaded',
  'local-key-created': 'It is starting: it made a local.key, because it found no key',
  'asking-poet': 'It is starting: it asks its PoETs, which takes some seconds; a stop is heard only afterwards',
  smeshing: 'It is starting: its keys are registered',
}

/** What a node's command line and configuration would do to its next start, or to its services. */
export const configChecks: Readonly<Record<ConfigCheckId, CheckSentences>> = {
  'node-serves-v1-only': sentences({
    fails: 'Its public listener has old services only (v1)',
    why: 'Network, layers and sync are read from them; which ATXs were published, and bans of several identities at once, may stay unknown.',
    fix: (v) =>
      `If its config lists publicservices (grpc-public-services in old versions), add ${of(v, 'add')} there. Versions 1.4.5 and later have them by themselves.`,
  }),
  'clock-off': sentences({
    fails: (v) => `Its clock and this computer’s are at least ${plural(Number(v.seconds ?? '0'), 'second', 'seconds')} apart`,
    why: 'A node whose clock is off signs for the wrong layer, and its deadlines are not the ones shown here.',
    fix: 'Let both computers take the time from the network (NTP).',
  }),
  'disk-floor': sentences({
    fails: (v) => `${of(v, 'path')} has ${sizeOf(v.free)} left on its disk`,
    why: 'A node whose disk is full stops, and may lose what it was writing.',
    fix: 'Make room on the disk.',
  }),
  'disk-unread': sentences({
    fails: (v) => `How full the disk of ${of(v, 'path')} is could not be seen`,
    why: 'A disk that fills up stops the node.',
    fix: 'Give this user the right to look at the folder.',
  }),
  ...nodeVersions,
  ...nodeArguments,
  ...nodeFolders,
  'config-not-readable': sentences({
    fails: (v) => `Configuration not understood: ${of(v, 'problem')}`,
    why: 'What the node does at its next start, and when its cycle gap opens, is not known from it.',
    fix: 'Compare the file and the command line with what the node accepts.',
  }),
  'smeshing-start-in-remote-setup': sentences({
    fails: 'smeshing-start is on, and the keys are for remote services',
    why: 'The node refuses to start: smeshing enabled in remote setup.',
    fix: 'Set smeshing-start to false.',
  }),
  'coinbase-missing': sentences({
    fails: 'smeshing-start is on, and no coinbase is set',
    why: 'The node refuses to start: smeshing enabled but no coinbase account provided.',
    fix: 'Set smeshing-coinbase.',
  }),
  'coinbase-missing-services-refused': sentences({
    fails: 'No coinbase is set',
    why: 'The node refuses every service that wants to register, for as long as it runs.',
    fix: 'Set smeshing-coinbase and restart the node.',
  }),
  'post-listener-random': sentences({
    fails: (v) => `The post listener is ${of(v, 'listener')}: another port at each start`,
    why: 'Services can’t find the node again after it restarts.',
    fix: 'Set grpc-post-listener to a fixed address.',
  }),
  'lock-file-shared': sentences({
    fails: (v) => `Has the lock file of ${of(v, 'other')}: ${of(v, 'lock')}`,
    why: 'Only one of the two can run at a time.',
    fix: 'Give each node its own filelock.',
  }),
  'coinbase-invalid': sentences({
    fails: (v) => `The coinbase ${of(v, 'coinbase')} is no account`,
    why: 'The node refuses to start, some 16 seconds in: its last characters don’t match the others, or it is too short.',
    fix: 'Copy the whole address from the wallet into smeshing-coinbase.',
  }),
  'coinbase-wrong-network': sentences({
    fails: (v) => `The coinbase ${of(v, 'coinbase')} belongs to another network`,
    why: (v) => `The node refuses to start. Accounts of its network begin with ${of(v, 'network')}1.`,
    fix: 'Set smeshing-coinbase to an account of this network.',
  }),
  'private-listener-open': sentences({
    fails: (v) => `The private listener is open to others: ${of(v, 'listener')}`,
    why: 'Whoever reaches it may stop the smeshing of all identities, and reads what they do. It asks for no password.',
    fix: 'Set grpc-private-listener to 127.0.0.1 with its port, and reach it from elsewhere through a tunnel.',
  }),
  'private-services-public': sentences({
    fails: (v) => `Private services stand among the public ones: ${of(v, 'services')}`,
    why: 'The public listener, and the JSON one beside it, give them to whoever reaches it.',
    fix: 'Take them out of publicservices.',
  }),
  'cors-open': sentences({
    fails: (v) => `Every web page may ask the JSON listener ${of(v, 'json')}`,
    why: 'grpc-cors-allowed-origins has “*”: any page in a browser on this computer reads what the node answers there.',
    fix: 'Name the pages that need it, or take the JSON listener out.',
  }),
  'units-below-least': sentences({
    fails: (v) => `Its data would have ${of(v, 'units')} units, fewer than ${of(v, 'least')}`,
    why: 'The network takes no smaller data: the node refuses to make it.',
    fix: 'Raise smeshing-opts-numunits, or lower post-min-numunits on a network of your own.',
  }),
  'node-refused-and-hangs': sentences({
    fails: (v) => `It refused to go on, and hangs: ${of(v, 'line')}`,
    why: 'Its process is there, but it has closed everything and does nothing. A node of 1.7 that refuses late waits so until it is told to stop.',
    fix: 'Put that right, stop the node, and start it again.',
  }),
  'node-start-step': sentences({ holds: (v) => startSteps[v.step ?? ''] ?? startSteps.starting ?? '' }),
  'node-keys-registered': sentences({
    holds: (v) => `Its log names ${of(v, 'count')} of ${of(v, 'of')} keys as registered for smeshing`,
  }),
  'poet-without-key': sentences({
    fails: (v) => `The PoET ${of(v, 'address')} stands without its public key`,
    why: 'Its proofs can’t be checked. A standalone node ends at the first round’s end once two identities share one.',
    fix: 'Add pubkey beside the address, as the PoET’s /v1/info tells it.',
  }),
}
