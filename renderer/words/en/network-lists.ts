import type { Bytes } from '../../../electron/contract/model/basics.ts'
import type { NetworkFault, NetworkProblem, NetworkStep } from '../../../electron/contract/model/network.ts'
import { size } from '../../format/numbers.ts'
import { duration } from '../../format/time.ts'
import { plural } from './grammar.ts'

// What is done for a network of one’s own, what speaks against a wish, and why it rests.

export const networkSteps: Readonly<Record<NetworkStep, { readonly title: string; readonly what: string }>> = {
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

export const networkFaults: Readonly<Record<NetworkFault, (value: string) => string>> = {
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

export const networkProblems: Readonly<Record<NetworkProblem, (detail: string) => { readonly what: string; readonly cure: string }>> = {
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
