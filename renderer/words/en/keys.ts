import { count } from '../../format/numbers.ts'
import { age } from './ages.ts'
import { plural } from './grammar.ts'

/** Keys that need a person, of which nothing is known, and that there is advice for. */
export interface Found {
  readonly risks: number
  readonly unsure: number
  readonly advice: number
}

function said({ risks, unsure, advice }: Found, whole: boolean): string {
  if (risks + unsure + advice === 0) return whole ? 'all in order' : 'nothing wrong in what could be looked at'
  const needs =
    risks > 0 ? `${plural(risks, 'needs', 'need')} you` : whole && unsure === 0 ? 'no key needs you' : 'no key that is known needs you'
  const hidden = unsure > 0 ? `, of ${count(unsure)} not enough is known` : ''
  return `${needs}${hidden}${advice > 0 ? `, there is advice for ${count(advice)}` : ''}`
}

export const keysWords = {
  title: 'Key copies',
  /** What needs a person stands in the overview too; advice does not. `whole`: nothing could not be looked at. */
  summary: ({ files, identities, whole, ...found }: { files: number; identities: number; whole: boolean } & Found) =>
    `${plural(files, 'file', 'files')} of ${plural(identities, 'identity', 'identities')}: ${said(found, whole)}. Other computers, snapshots and clouds can’t be seen from here.`,
  notYet: 'Nothing was looked at yet.',
  looked: (ageMs: number) => `looked at ${age(ageMs)}`,
  looking: (done: number, of: number) => `${count(done)} of ${count(of)} folders looked at`,
  progress: 'Looking for keys',
  stop: 'Stop looking',
  stopped: 'The last look was stopped. What stands here is older.',
  look: 'Look now',
  another: 'Look in another folder…',
  table: 'Keys and their copies',
  columns: { copy: 'Copy', loads: 'Would a node load it', data: 'Key against its PoST data', changed: 'Changed' },
  loads: {
    now: (node: string) => `${node}, loaded now`,
    next: (node: string) => `${node}, at its next start`,
    anybody: 'a node that is started there',
    refused: (node: string) => `${node} would not start`,
    retired: 'no, out of use',
    'passed-over': 'no, by its name',
    'sub-folder': 'no, in a folder below',
    folder: 'no, it is a folder',
    elsewhere: 'no, not in a node’s folder',
  },
  data: {
    fits: 'fits its data',
    other: (id: string) => `is ${id}’s`,
    unread: 'data can’t be read',
    none: 'no data seen',
    noKey: 'no key in it',
  },
  sameAs: (path: string) => `the same file as ${path}`,
  noFile: 'No file',
  unknown: 'unknown',
  idCopy: { copy: 'Copy the whole id', copied: 'Copied' },
  order: {
    title: (n: number) => `${plural(n, 'identity', 'identities')} in order`,
    said: (whole: boolean) =>
      `${whole ? 'Each' : 'In what could be looked at, each'} would be loaded by one node at most, and each in use has a second copy`,
    show: (n: number) => `Show ${plural(n, 'file', 'files')}`,
    hide: 'Hide them',
  },
  advice: { rows: (n: number) => plural(n, 'key', 'keys'), files: (n: number) => plural(n, 'file', 'files') },
  more: (n: number) => `Show ${count(n)} more`,
  unread: {
    title: 'Not everything could be looked at',
    lead: 'What lies there is not known, and stands in no row.',
    why: (detail: string) =>
      detail === 'ENOENT' || detail === 'ENOTDIR'
        ? 'It is not there'
        : detail === 'EACCES' || detail === 'EPERM'
          ? 'This user may not read it'
          : detail === 'too-many'
            ? 'Too many folders below it: add the ones that matter'
            : `It can’t be read: ${detail}`,
    elsewhere: (node: string) => `Keys of ${node} lie on another computer`,
  },
  added: {
    title: 'Also looked into',
    forget: (path: string) => `No longer look into ${path}`,
    forgetShort: 'Forget',
  },
  empty: {
    title: 'No key was found',
    text: 'Keys lie in the identities folder of a node, and beside PoST data. Add a node, or look in another folder.',
  },
} as const
