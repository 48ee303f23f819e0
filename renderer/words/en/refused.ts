import type { RefusedKey } from '../../../electron/contract/refused.ts'
import { programWords } from './programs.ts'

type Say = (...values: string[]) => string

const reasons: Readonly<Record<string, string>> = programWords.closed.reasons
const ranges: Readonly<Record<string, string>> = {
  'link-local': 'link-local addresses',
  metadata: 'addresses at which a cloud hands out secrets',
  multicast: 'multicast addresses',
}

/** Why something that was asked for is not done, below the words of the error itself. */
export const refusedWords: Readonly<Record<RefusedKey, Say>> = {
  closing: () => 'Smeshdesk is closing',
  'field-missing': (field) => `${field} is missing`,
  'folder-real': () => 'this rig is a simulated one, and no simulator made this folder',
  'folder-simulated': () => 'a simulator made this folder, and this rig is a real one',
  'folder-used': (folder) => `${folder} is in use`,
  'held-by': (name, batch) => `${name} is held by the move ${batch}`,
  'holds-unread': () => 'what moves hold can’t be read',
  'identity-runs': (name) => `the identity of ${name} runs already`,
  'identity-starting': (name) => `the identity of ${name} is being started`,
  'name-taken': (name) => `the name ${name} is taken`,
  'name-twice': (kind, name) => (kind === 'node' ? `two nodes are named ${name}` : `two services are named ${name}`),
  'no-answer': (name) => `${name} does not answer; its log says why`,
  'no-file': (path) => `there is no file ${path}`,
  'no-host-port': (text) => `${text ?? 'it'} is not host:port`,
  'no-plain-file': (path) => `${path ?? 'it'} is not a file`,
  'no-program': (name) => `no program is named for ${name}`,
  'not-executable': (path) => `${path} may not be executed`,
  'not-in-settings': (name) => `the settings know nothing named ${name}`,
  'not-of-a-simulation': (folder) => `${folder} was not made by a simulation`,
  'operator-answers': (name) => `a PoST service answers on the operator address of ${name}`,
  'outlives-stop': (name) => `${name} had its time and runs on, or could not be told to stop`,
  'ports-taken': () => 'the ports of the simulated rig are taken by other programs',
  'profile-doubtful': (folder) => `${folder} may be another Smeshdesk’s`,
  'profile-in-use': (folder) => `${folder} is in use by another Smeshdesk`,
  'proof-lost': (name) => `${name} is proving: what it has computed would be lost`,
  'proves-with': (pid, folder) => `process ${pid} proves for it with ${folder}`,
  'range-refused': (address, range) => `${address} is one of the ${ranges[range ?? ''] ?? range}`,
  'runs-already': (name) => `${name} runs already`,
  'runs-unowned': (name) => `${name} runs already, not started by Smeshdesk`,
  'simulator-answers': () => 'a simulator answers there, and no simulator made this folder',
  'simulator-ended': (task, code) => `devnet ${task} ended with exit code ${code}`,
  'slot-damaged': (name) => `the slot file of ${name} is damaged: a process may hide behind it`,
  'start-closed': (name, why) => `${name}: ${reasons[why ?? ''] ?? programWords.closed.check}`,
  'too-long': (most) => `more than ${most}`,
  'unknown-field': (field) => `${field} is not known`,
  'value-not-allowed': () => 'this value is not allowed',
  'wants-type': (type) => `its type is not ${type}`,
  'zero-byte': () => 'it contains a zero byte',
}
