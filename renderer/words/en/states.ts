import type { StateKey } from '../../../electron/contract/model/states.ts'
import type { Said } from './state-words.ts'
import { verdictStates } from './verdict-states.ts'

/** Every state of an identity in words. */
const of: Readonly<Record<StateKey, Said>> = {
  waiting: ['Waiting for gap', 'The node has no proof to ask for until the next cycle gap.', 'Nothing to do'],
  'waiting-service-silent': [
    'Waiting for gap',
    'No proof is due, and the service does not answer. That is harmless until the cycle gap opens.',
    'Start the service before the gap',
  ],
  due: ['Due', 'The node wants a proof, and no service is seen working on it.', 'Start the service'],
  'due-asked': [
    'Due',
    'The node wants a proof, and the service answers but has not been asked yet. It is asked every two seconds once it is connected.',
    'Wait a few seconds',
  ],
  'due-service-silent': [
    'At risk',
    'The node wants a proof, and the service does not answer on its operator address: it is stopped, or its port belongs to another program.',
    'Start the service',
  ],
  'proving-unseen': [
    'Proving',
    'The node asked its service for a proof. This service has no operator address: how far it is only its log tells, where it can be read.',
    'Wait, or give the service an operator address',
  ],
  k2pow: [
    'k2pow',
    'The service computes the proof of work that comes before each pass. The disk is idle.',
    'Let it finish: stopping loses all progress',
  ],
  reading: ['Reading', 'The service reads its data for the proof.', 'Let it finish: stopping loses all progress'],
  'proving-again': ['Proving again', 'The last proof failed. The service works on another one.', 'Read the service log while it works'],
  'proof-ready': ['Proof ready', 'The service is done, and the node collects the result within two seconds.', 'Nothing to do'],
  accepted: ['Accepted', 'The node took the proof and wants no other one now.', 'Nothing to do'],
  published: ['ATX published', 'The ATX is out, and the node waits for the next round.', 'Nothing to do'],
  'proof-failed': [
    'Failed',
    'The node refused the proof, or the service could not make one. A service whose proof failed stays so until it restarts.',
    'Read the service log, then restart the service',
  ],
  'proof-waits': [
    'Disagree',
    'The service holds a finished or failed proof, and its node says that none is wanted.',
    'Compare the sources',
  ],
  'outcome-not-seen': [
    'Unknown',
    'The node asked for a proof and wants none now. How it ended was not observed.',
    'Look for the ATX of this epoch',
  ],
  'proving-for-nobody': [
    'Disagree',
    'The service works on a proof that its node does not want: another node may have asked for it.',
    'Compare the sources',
  ],
  'not-loaded': [
    'Not loaded',
    'The key lies in the folder, and the node runs without it. Keys are loaded only when a node starts.',
    'Restart the node when no proof is running',
  ],
  'proving-not-loaded': [
    'Disagree',
    'The service works on a proof, and the node that has the key does not list this identity: another node may have asked.',
    'Find out which node this service serves',
  ],
  'node-silent': ['Unknown', 'The node does not answer, so it is not known whether a proof is wanted.', 'Look at the node'],
  'node-silent-proving': [
    'At risk',
    'The service goes on with a proof, and the node does not answer. The result waits for the node as long as the service runs.',
    'Leave the service running and look at the node',
  ],
  'foreign-service': [
    'Disagree',
    'What answers on the operator address is not the service of this identity.',
    'Find out which program has the port',
  ],
  'key-file-gone': [
    'Disagree',
    'The node runs with this identity, and its key file is no longer where the node loads keys. The next start goes without it.',
    'Find the key before the node restarts',
  ],
  'service-without-key': [
    'No key',
    'A service runs for this identity, and no node of this list loads its key: nobody here can use its proof.',
    'Find the node that has the key',
  ],
  'not-enrolled': ['Not enrolled', 'No node of this list loads a key for this identity.', 'Nothing to do unless it is to smesh here'],
  'nothing-known': ['Unknown', 'No key was found, and the node does not answer.', 'Look at the node'],
  'key-unknown': [
    'Not known',
    'A folder that may hold its key, or the note of an earlier move beside the key, could not be read. Whether a node loads this key is not known.',
    'Give this user the right to read the folder',
  ],
  'key-defective': [
    'Key defective',
    'The node refuses to start while this file lies among its keys, and every identity of the folder is down.',
    'Repair or take away the named file',
  ],
  'key-defective-loaded': [
    'Key defective',
    'The node runs with the key it loaded earlier. Its next start is refused because of the file that lies there now.',
    'Repair the named file before the node restarts',
  ],
  'key-twice': [
    'Key twice',
    'The same key lies where it would be loaded twice: a node refuses to start, or two nodes sign with one key.',
    'Take away all copies but one, with the nodes stopped',
  ],
  'key-twice-loaded': [
    'Key twice',
    'A node signs with this key now, and a second copy lies where it would be loaded too. Two signing nodes mean a ban that cannot be undone.',
    'Do not start the second node; take its copy away',
  ],
  fault: [
    'Not known',
    'Smeshdesk failed to put together what is known of this identity. What was shown before may no longer be so.',
    'Look up the reference in Smeshdesk’s own log',
  ],
  banned: [
    'Banned',
    'A node holds a proof of malfeasance for this identity. It earns nothing any more, and this cannot be undone. Its own node goes on as if it were healthy.',
    'Read the proof, and stop spending power on it',
  ],
  'key-returned': [
    'Old copy is back',
    'This key was moved away from this folder, and an old copy of it lies here again. A node that loads it signs beside the one it was moved to, and two signing nodes mean a ban that cannot be undone.',
    'Do not start this node; take the copy away',
  ],
  'held-by-migration': [
    'Held by a move',
    'A move holds this identity. Its node and service start only when the move says so.',
    'Open the move',
  ],
  'just-started': [
    'Just started',
    'The node began to answer a moment ago. Right after a start it says idle for everybody, so that tells nothing yet.',
    'Wait ten seconds',
  ],
  'registered-unasked': [
    'Wrong node',
    'The service is set to serve a node that does not have this key. It stays connected there and is never asked.',
    'Give the service the address of the node that has the key',
  ],
  'not-connected': [
    'Not connected',
    'Its service runs, and the node has not taken it. While that is so no proof is asked of it, and a gap that passes costs an epoch.',
    'Look at the service: which listener it dials, and what its log says',
  ],
  'no-longer-asked': [
    'No longer asked',
    'The node says that a proof is wanted, and for a long time nobody asked the service for it. That is the trace of StopSmeshing: every identity of the node stands still, and only a restart of the node heals it.',
    'Restart the node',
  ],
  ...verdictStates,
}

export const states = {
  of,
  other: (key: string): Said => [key, `This version of the page has no words for the state “${key}”.`, 'Look at the evidence'],
} as const
