import type { BoundPart, RestKey } from '../../../electron/contract/rests.ts'

type Say = (...values: string[]) => string
type Table = Readonly<Record<string, string>>

const parts: Readonly<Record<BoundPart, string>> = {
  folder: 'another data folder',
  program: 'another program',
  programHash: 'its program file was replaced',
  arguments: 'other arguments',
  config: 'its config was changed',
  addresses: 'other addresses',
  lock: 'another lock file',
}
const known: Table = parts
const sides: Table = { source: 'source', target: 'target' }
const places: Table = { loadable: 'loadable', retired: 'out of use', temporary: 'under a temporary name', absent: 'not there' }
const notes: Table = { left: 'left', lives: 'lives', undone: 'put back' }
/** How a process was seen at a folder, in the core's short words. */
const ways: Table = {
  'open-file': 'has a file of it open',
  argument: 'names it',
  'names-files': 'names its files',
  node: 'is its node',
}

/** Why a move rests, stops or begins a step anew, below the words of its problem; and what stands in its journal. */
export const restWords: Readonly<Record<RestKey, Say>> = {
  'built-in-poets': (version, preset) => `built into ${version} for ${preset}`,
  'changed-by-others': (path) => `${path} was taken away, or changed by others`,
  'consent-before-restart': () => 'Smeshdesk was started again since consent was given',
  'consent-old': () => 'consent is older than 15 minutes',
  'consent-used': () => 'this consent was used for an earlier attempt',
  'containers-of': (tool) => `containers of ${tool}`,
  'end-unproven': (name) => `the end of ${name} is not proven`,
  ended: (name, pids) => (pids === '' ? `${name} has ended` : `${name} has ended: process ${pids}`),
  'files-not-held': () => 'its files can’t be held',
  'files-taken': () => 'somebody has its database or its lock file',
  'is-a-link': (path) => `${path} is a symbolic link`,
  'journal-line': (line) => `line ${line} is no record that is known`,
  'key-lies': (source = '', target = '') =>
    `the key is ${places[source] ?? source} at the source, and ${places[target] ?? target} at the target`,
  'keys-newer': () => 'keys were changed there since it started',
  'loadable-as': (side = '', names) => `loadable at the ${sides[side] ?? side}: ${names || 'nothing'}`,
  'looked-too-long': () => 'looking took too long',
  'more-names': (path, names) => `${path} has other names on its disk: ${names}`,
  'no-identity-table': () => 'no table of identities',
  'not-as-planned': (part = '') => known[part] ?? part,
  'not-planned-key': (path) => `${path} is not the planned key`,
  'not-put-back': () => 'nothing is put back: it was too late, or it rests as it is',
  'note-says': (says = '', way, batch) => `${notes[says] ?? says}, ${way}${batch === '' ? '' : `, by the move ${batch}`}`,
  'only-moved-back': () => 'it can no longer be undone, only moved back',
  'other-columns': (path) => `${path} has another version or other columns than planned`,
  'other-network': () => 'the target is on another network',
  'plan-without-binding': () => 'the plan does not say what it was made on',
  'process-in': (pid, folder) => (folder === '' ? `process ${pid}` : `process ${pid} in ${folder}`),
  'process-seen': (pid, how = '', line) => `process ${pid} ${ways[how] ?? `(${how})`}: ${line}`,
  'rows-do-not-add-up': () => 'rows do not add up after the change',
  'rows-not-shown': () => 'the target does not show the rows that were put there',
  'runs-without-it': (name) => `${name} runs without the identity`,
  'source-newer-rows': () => 'the source has newer rows than the target got',
  'table-columns': (name) => `table ${name} has other columns`,
  'table-one-side': (name) => `table ${name} is on one side only`,
  'target-lost-rows': () => 'the target lost the rows that it got',
  'thread-ended': () => 'the thread of the database ended',
  'waited-for-layer': (until, seen) => `waited for layer ${until}, seen ${seen || 'none'}`,
  'would-use': (folder, entry) => `it would use ${folder || 'another folder'}${entry === '' ? '' : `, not ${entry}`}`,
}
