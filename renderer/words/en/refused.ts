import type { RefusedKey } from '../../../electron/contract/refused.ts'
import { programWords } from './programs.ts'

type Say = (...values: string[]) => string

const reasons: Readonly<Record<string, string>> = programWords.closed.reasons

/** Why something that was asked for is not done, below the words of the error itself. */
export const refusedWords: Readonly<Record<RefusedKey, Say>> = {
  'exists-already': (path) => `${path} is there already, and nothing is written over it`,
  'changed-by-hand': (file) => `${file} is not as Smeshdesk wrote it; it is left as it is`,
  closing: () => 'Smeshdesk is closing',
  'field-missing': (field) => `${field} is missing`,
  'folder-of': (folder, profile) => `${folder}: ${programWords.closed.folderOf(profile ?? '')}`,
  'folder-used': (folder) => `${folder} is in use`,
  'held-by': (name, batch) => `${name} is held by the move ${batch}`,
  'holds-unread': () => 'what moves hold can’t be read',
  'identity-runs': (name) => `the identity of ${name} runs already, or is being started`,
  'name-taken': (name) => `the name ${name} is taken`,
  'name-twice': (kind, name) => (kind === 'node' ? `two nodes are named ${name}` : `two services are named ${name}`),
  'no-answer': (name) => `${name} does not answer; its log says why`,
  'no-file': (path) => `there is no file ${path}`,
  'no-host-port': (text) => `${text ?? 'it'} is not host:port`,
  'no-plain-file': (path) => `${path ?? 'it'} is not a file`,
  'no-program': (name) => `no program is named for ${name}`,
  'not-executable': (path) => `${path} may not be executed`,
  'not-in-settings': (name) => `the settings know nothing named ${name}`,
  'flag-not-in-version': (flag, version) => `${flag} is not known to version ${version}`,
  'line-refused': (name) => `the program of ${name} would refuse its command line`,
  'fast-room': (...[name, running, most, total]) =>
    `${name} would be in RandomX’s fast mode, which takes 2.1 GiB for each proof: ${running} such run, and ${most} fit into ${total} GiB (limits.fastServices in the settings file changes that)`,
  'memory-short': (name, free, needed) => `${name} waits for memory: ${free} GiB are free, and ${needed} are needed in fast mode`,
  'disk-room': (...[name, disk, running, most]) =>
    `${name} reads the disk ${disk}, as ${running} that run, and the settings allow ${most} on one disk`,
  'operator-answers': (name) => `a PoST service answers on the operator address of ${name}`,
  'ports-taken': () => 'the ports of the simulated rig are taken by other programs',
  'proof-lost': (name) => `${name} is proving: what it has computed would be lost`,
  'proves-with': (pid, folder) => `process ${pid} proves for it with ${folder}`,
  'runs-already': (name) => `${name} runs already`,
  'slot-damaged': (name) => `the slot file of ${name} is damaged: a process may hide behind it`,
  'start-closed': (name, why) => `${name}: ${reasons[why ?? ''] ?? programWords.closed.check}`,
  'too-long': (most) => `more than ${most}`,
  'unknown-field': (field) => `${field} is not known`,
  'value-not-allowed': () => 'this value is not allowed',
  'wants-type': (type) => `its type is not ${type}`,
  'zero-byte': () => 'it contains a zero byte',
}
