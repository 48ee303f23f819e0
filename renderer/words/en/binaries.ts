import type { BinaryRow, BinaryStore } from '../../../electron/contract/model/binaries.ts'
import type { Tool } from '../../../electron/contract/model/tools.ts'
import { list } from '../../format/numbers.ts'
import { plural } from './grammar.ts'

const tools: Readonly<Record<Tool, string>> = {
  'go-spacemesh': 'the node',
  'post-service': 'makes the proofs, one runs per identity',
  postcli: 'makes and checks PoST data',
  profiler: 'measures how fast a disk can be proven',
  'merge-nodes': 'puts the databases of two nodes together',
  poet: 'keeps time for everybody',
  'k2pow-service': 'works out the proof of work for others',
}

const checks: Readonly<Record<BinaryRow['check'], string>> = {
  verified: 'Verified',
  pinned: 'Pinned',
  unverified: 'Unverified',
  changed: 'Changed on disk',
  missing: 'Not there',
  unread: 'Can’t be read',
}

const sources: Readonly<Record<BinaryRow['from']['is'], string>> = {
  archive: 'archive',
  folder: 'folder',
  url: 'address',
  own: 'your own path',
}

type Step = NonNullable<BinaryStore['taking']>['step']
const steps: Readonly<Record<Step, string>> = {
  fetching: 'is being fetched',
  reading: 'is being read',
  unpacking: 'is being unpacked',
  checking: 'is being looked at',
  placing: 'is put in its place',
  failed: 'was not taken',
}

/** A version as people say it. */
const called = (tool: string, version: string | null): string => (version === null ? tool : `${tool} ${version}`)

export const binariesWords = {
  title: 'Binaries',
  lead: (files: number, changed: number) =>
    `${plural(files, 'program', 'programs')}. Each is hashed before every start; ${
      changed === 0
        ? 'each is the file that it was, as far as it was looked at.'
        : `${plural(changed, 'is', 'are')} not the file that it was.`
    }`,
  add: { archive: 'Add from archive…', folder: 'Add from folder…', url: 'Add from address…' },
  table: 'Programs and their versions',
  columns: { version: 'Version', check: 'Check', hash: 'SHA-256', source: 'Source', used: 'Used by', acts: 'Acts' },
  called,
  tools,
  checks,
  own: 'a program of your own',
  sources,
  since: (when: string) => `taken in ${when}`,
  firstStart: (when: string) => `first started ${when}`,
  neverStarted: 'not started yet',
  notHashed: 'at its first start',
  hash: { copy: 'Copy the whole sum', copied: 'Copied' },
  is: (hash: string) => `is ${hash}`,
  nobody: 'nobody',
  users: (names: readonly string[]) => (names.length > 3 ? `${names[0]} and ${plural(names.length - 1, 'other', 'others')}` : list(names)),
  runs: (count: number) => (count === 0 ? 'none of them runs' : `${plural(count, 'runs', 'run')} now`),
  kept: (names: readonly string[]) => `way back of ${list(names)}`,
  floor: (version: string) => `older than ${version}, which its makers advise`,
  noexec: (point: string) => `${point} starts no programs (noexec)`,
  quarantined: 'macOS keeps it in quarantine',
  more: (name: string) => `More about ${name}`,
  use: {
    act: 'Use for…',
    title: (name: string) => `Use ${name} for`,
    lead: 'From its next start on. What it has now stays one act away.',
    entries: 'Nodes and services',
    none: 'No node or service of your rig runs a program of this kind on this computer.',
    now: 'uses it now',
    has: (program: string) => `now ${program}`,
    run: 'Use it',
    pending: 'It is being changed.',
    close: 'Close',
  },
  back: {
    act: (name: string, to: string) => `Take ${name} back to ${to}…`,
    title: (name: string) => `Take ${name} back?`,
    next: (from: string, to: string) => `From its next start on it runs ${to} instead of ${from}. One act leads forth again.`,
    database:
      'An older node may refuse a database that a newer one has changed. It then does not start, and says so; nothing is lost by that.',
    untouched: 'Keys, data and what runs now are not touched.',
    keep: 'Leave it',
    run: 'Take it back',
  },
  remove: {
    act: 'Remove…',
    title: (name: string) => `Remove ${name}?`,
    gone: (size: string) => `Its files (${size}) are deleted from the store.`,
    kept: (names: readonly string[]) => `${list(names)} can’t be taken back to it any more.`,
    again: 'It can be added again from where it came.',
    keep: 'Keep it',
    run: 'Remove it',
  },
  form: {
    title: { archive: 'Add from an archive', folder: 'Add from a folder', url: 'Add from an address' },
    lead: 'It is unpacked apart, hashed file by file, and only then put into the store. Nothing that runs is touched.',
    tool: 'Program',
    noTool: 'Choose one',
    version: 'Version',
    versionHelp: 'As its release is called, such as 1.7.6.',
    versionBad: 'Letters, digits, dot, plus, dash and underscore only, up to 64.',
    there: 'This version is in the store already.',
    archive: 'Archive',
    archiveHelp: 'The zip file of a release, as it was published.',
    folder: 'Folder',
    folderHelp: 'Of it only the files that belong to a release are taken.',
    url: 'Address',
    urlHelp: 'https only. What comes is held against the sum that you pinned, or else pinned as it comes.',
    urlBad: 'This is no https address.',
    cancel: 'Cancel',
    run: 'Add it',
    pending: 'It begins.',
    incomplete: 'Something is missing above.',
  },
  taking: {
    title: 'Being taken in',
    says: (tool: string, version: string, step: Step) => `${called(tool, version)} ${steps[step]}`,
    done: (done: string, of: string | null) => (of === null ? done : `${done} of ${of}`),
    cancel: 'Cancel',
    forget: 'Dismiss',
  },
  changed: {
    note: 'not the file that it was',
    was: 'Was',
    now: 'On disk now',
    runs: 'Running',
    runsSays: (names: readonly string[]) => `${list(names)}: keeps what it has loaded`,
    runsNone: 'nothing is started from it',
    file: (file: string, size: string) => `${file}, ${size}`,
    size: (size: string) => size,
    means: 'Nothing is started from this file, by you or by itself, until it is right again.',
    why: 'A changed program could read keys, or spoil proofs.',
    fix: 'Put the file right, or use another version. Did you change it yourself? Then take it for right.',
    act: 'Take it for right…',
    title: (name: string) => `Take the changed ${name} for right?`,
    before: (hash: string) => `It was ${hash}. That sum is forgotten.`,
    after: (hash: string) => `From now on it has to be ${hash}, exactly the file that was shown.`,
    starts: 'Then it may be started again. What was stopped because of it is started by you.',
    keep: 'Leave it blocked',
    run: 'Take it for right',
  },
  unread: {
    title: 'What programs have to be is not known',
    why: (path: string) => `${path} can’t be read, so nothing is started.`,
    fix: 'Put the file right. Or take it away: then every program counts as one that was never started.',
  },
  storeNoexec: (point: string, folder: string) =>
    `Programs in ${folder} can’t be started: ${point} is mounted with noexec. Use programs elsewhere, or mount it without.`,
  legend: 'What the checks mean',
  legends: {
    verified: 'as a manifest says that was signed with the key you pinned',
    pinned: 'no signed sum is known; it must stay what it was when it was taken in, or first started',
    unverified: 'your own program, not started yet; it is pinned at its first start',
    changed: 'not what it was; never started',
  },
  empty: {
    title: 'No program is known',
    text: 'Add a release, or name a program in the entry of a node or a service.',
  },
  loading: 'Looking at programs',
} as const
