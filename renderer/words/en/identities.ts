import type { Bytes, Epoch } from '../../../electron/contract/model/basics.ts'
import type { Progress } from '../../../electron/contract/model/identity.ts'
import { count, percent, rate, size } from '../../format/numbers.ts'
import { lasting } from '../../format/time.ts'
import { givenWords } from './given.ts'
import { capital, diskCalled, numberWord, plural } from './grammar.ts'
import { loss, tableWords } from './identities-table.ts'

const summaryParts = (parts: readonly (readonly [number, string])[]) => {
  const said = parts.filter(([value]) => value > 0).map(([value, what]) => `${numberWord(value)} ${what}`)
  return said.length === 0 ? '' : ` ${capital(said.join(', '))}.`
}

export const identitiesWords = {
  ...tableWords,
  title: 'Identities',
  /** `calm` by the core's word alone: that no row asks is no proof that nothing does. */
  summary: (t: { all: number; disks: number; nodes: number; odd: number; attention: number; banned: number; calm: boolean }) =>
    `${plural(t.all, 'identity', 'identities')}${t.disks > 0 ? ` on ${plural(t.disks, 'disk', 'disks')}` : ''}${t.nodes > 0 ? `, ${plural(t.nodes, 'node', 'nodes')}` : ''}.` +
    (t.attention + t.odd + t.banned === 0
      ? t.calm && t.all > 0
        ? ' Nothing needs you.'
        : ''
      : summaryParts([
          [t.banned, t.banned === 1 ? 'is banned' : 'are banned'],
          [t.odd, t.odd === 1 ? 'disagrees' : 'disagree'],
          [t.attention, t.attention === 1 ? 'needs you' : 'need you'],
        ])),
  move: 'Move an identity…',
  search: 'Name, id, disk, state',
  filter: { label: 'Show', all: 'All', attention: 'Needs you', proving: 'Proving', good: 'Done' },
  table: 'Identities',
  columns: {
    name: 'Identity',
    state: 'State',
    node: 'Node',
    disk: 'Disk',
    units: 'Units',
    size: 'Size',
    service: 'Service says',
    progress: 'Progress',
    proofBy: 'Proof by',
    lastAtx: 'Last ATX',
    history: 'Last epochs',
  },
  sortBy: (column: string) => `Sort by ${column.toLowerCase()}`,
  notStarted: 'not started',
  notDue: 'not due',
  done: 'Done',
  unknown: 'unknown',
  none: 'none',
  noAtx: 'none seen',
  epoch: (epoch: Epoch) => `epoch ${epoch}`,
  pass: (pass: number) => `pass ${pass}`,
  given: givenWords,
  systemDisk: diskCalled('/'),
  sign: '?',
  about: (part: string) => `≈${part}`,
  /** Where its service has no operator address, and its log tells. */
  log: {
    title: 'By its log: its service has no operator address that answers',
    reads: 'log: reads',
    atLeast: (part: number) => `log: ≥ ${percent(part)}`,
  },
  meter: {
    reading: (part: number) => `${percent(part)} read`,
    readingByLog: (part: number | null) => (part === null ? 'reading, by its log' : `at least ${percent(part)} read, by its log`),
    k2pow: (part: number | null) => (part === null ? 'k2pow; luck decides how long' : `k2pow, about ${percent(part)} of the expected time`),
    odd: 'unknown: the sources disagree',
    done: 'done',
  },
  service: {
    off: 'no address',
    stopped: 'stopped',
    unreachable: 'does not answer',
    foreign: 'not this identity’s',
    idle: 'idle',
    done: 'done',
    k2pow: (p: Progress) => `k2pow${p.pass === null ? '' : `, pass ${p.pass}`}`,
    reading: (p: Progress) => {
      const part = p.positionBytes !== null && p.totalBytes ? ` ${percent(p.positionBytes / p.totalBytes)}` : ''
      return `reading${part}${p.bytesPerSecond === null ? '' : ` at ${rate(p.bytesPerSecond)}`}`
    },
  },
  gone: (id: string) => `No identity here has the id ${id}. It may have been taken out, or belong to another rig.`,
  last: (at: string) => `at ${at}`,
  sinceUtc: (at: string) => `since ${at}`,
  foot: {
    shown: (shown: number, all: number) => `${count(shown)} of ${count(all)} shown`,
    size: (of: { units: number; bytes: Bytes; known: number; all: number }) =>
      of.known === 0
        ? of.all === 0
          ? ''
          : 'size unknown'
        : `${plural(of.units, 'unit', 'units')}, ${size(of.bytes)}${of.known === of.all ? '' : `, ${count(of.all - of.known)} of unknown size`}`,
    hidden: 'More columns in a wider list',
  },
  empty: {
    title: 'No identities yet',
    text: 'Add a node with its data folder, or a PoST service: keys and data are found there, read only.',
    act: 'Add a node',
  },
  nothing: {
    title: 'Nothing fits',
    text: 'No identity has this in its name, id, disk, node or state.',
    act: 'Show all',
    needs: { title: 'No identity needs you', text: 'What is open besides stands in the line above.' },
    of: 'No identity stands under this choice.',
  },
  drawer: {
    loss,
    close: 'Close',
    id: { copy: 'Copy the whole id', copied: 'copied' },
    base64: { copy: 'Copy the id as base64', copied: 'copied' },
    asBase64: 'base64',
    life: 'Life cycle of this epoch',
    steps: {
      registered: 'In round',
      'round-end': 'Round end',
      'poet-proof': 'PoET proof',
      proving: 'Proving',
      atx: 'ATX',
      'next-round': 'Next round',
      eligible: 'Eligible',
    },
    size: (units: number | null, bytes: Bytes | null) => [
      units === null ? '' : plural(units, 'unit', 'units'),
      bytes === null ? '' : size(bytes),
    ],
    disk: (disk: string) => (disk === '' ? '' : diskCalled(disk)),
    node: (node: string) => `node ${node}`,
    noNode: 'no node',
    since: (ms: number) => (ms < 1000 ? 'now' : `for ${lasting(ms)}`),
    act: {
      log: 'Read the service log',
      nodeLog: 'Read the node’s log',
      node: 'Look at the node',
      more: 'What else can be done',
      move: 'Move it…',
      batch: 'Open the move',
    },
    doNext: 'Next',
    sources: 'Who says what',
    sourceCount: (n: number) => `${numberWord(n)} sources`,
    source: {
      key: 'Key file',
      'post-states': 'Node, PostStates',
      events: 'Node events',
      operator: 'PoST service',
      malfeasance: 'Ban',
      network: 'Network',
    },
    ban: {
      'not-asked': 'Not asked yet',
      asked: 'Being asked',
      'not-proven': 'No proof of malfeasance',
      banned: 'Banned, for good',
      asked_at: (nodes: string) => `asked by id at ${nodes}`,
      silent_at: (nodes: string) => `could not say: ${nodes}`,
      nobody: 'no node could be asked',
      kind: (kind: string) => `proof: ${kind}`,
    },
    never: 'never heard',
    stale: (age: string) => `last ${age}`,
    timeline: 'What its node told',
    nodeSays: 'What the node says of it',
    earlier: (n: number) => `Show ${plural(n, 'earlier line', 'earlier lines')}`,
    observed: (time: string) => `observed since ${time}`,
    noEvents: 'No event was observed yet. What happened before Smeshdesk looked is not known.',
    keys: 'Key files',
    keyState: {
      loadable: (node: string | null) => (node === null ? 'a node would load it' : `${node} loads it at its next start`),
      retired: 'out of use: no node loads this name',
      defective: 'defective',
      elsewhere: 'not where a node loads keys',
    },
    copyPath: { copy: 'Copy the path', copied: 'copied' },
    lies: { duplicate: 'It lies here:', defective: 'The file:' },
    noKeys: 'No key file was found for this identity.',
    defect: {
      'not-readable': 'can’t be read',
      empty: 'empty',
      'newline-at-end': 'ends with a new line',
      'byte-order-mark': 'starts with a byte order mark',
      'wrong-length': 'wrong length',
      'odd-length': 'odd number of letters',
      'not-hex': 'not hexadecimal',
      'public-half-differs': 'its two halves don’t belong together',
      'dangling-symlink': 'a link to nowhere',
      'too-large': 'too large for a key',
    },
    data: 'PoST data',
    command: 'Command line of its service',
    noCommand: 'Smeshdesk did not start a service for it and sees none.',
    copyCommand: { copy: 'Copy the command line', copied: 'copied' },
  },
} as const
