import type { FolderHolds, FoundBy, Undecided } from '../../../electron/contract/model/found.ts'
import { plural } from './grammar.ts'

/** Whether what starts it does so by itself. */
const by = (name: string) => (what: string, on: boolean | null) =>
  `${name} ${what}${on === null ? '' : on ? ', which starts it by itself' : ', which is switched off'}`

/** One ground for which something is listed. */
const grounds: Readonly<Record<FoundBy, (what: string, on: boolean | null) => string>> = {
  process: (pid) => `runs as process ${pid}`,
  config: (path) => `named in ${path}`,
  place: (path) => `found while looking through ${path}`,
  node: (path) => `belongs to the node in ${path}`,
  unit: by('systemd unit'),
  'user-unit': by('systemd unit of a user,'),
  cron: by('cron table'),
  autostart: by('autostart of the desktop'),
  'boot-script': by('start script'),
  container: (name, on) => `container ${name}${on === true ? ', which is started again by itself' : ''}`,
  timer: (path) => `set off by ${path}`,
  'drop-in': (path) => `changed by ${path}`,
  script: (path) => `through the script ${path}`,
}

/** What lies in its folder, by the names of the files; no key was opened. */
const holds: Readonly<Record<FolderHolds, string>> = {
  keys: 'keys',
  'local-key': 'local.key, of a supervised node',
  rows: 'local.sql',
  'old-rows': 'node_state.sql, of a node before 1.4',
  'network-state': 'state.sql',
  'post-data': 'PoST data',
  'post-key': 'a key beside the data',
  'old-key': 'key.bin, the key of a node before 1.6',
  'old-key-kept': 'key.bin.bak, a key that was taken over',
  smapp: 'kept by SMApp',
}

/** What is to be decided. */
const undecided: Readonly<Record<Undecided, string>> = {
  'not-running': 'It does not run, and nothing here starts it. Is it still in use, or an old copy?',
  'no-folder': 'Its data folder can’t be told from here. Add it by hand, with the folder as this computer sees it.',
  'no-node': 'It connects to an address that no node found here has. Is its node on another computer, or stopped?',
  'config-unread': 'Its config can’t be read, so its folder and addresses are not certain.',
  'same-folder': 'Another one found here has the same folder. Two programs on one folder are a danger: which one is it?',
  'same-identity': 'Another folder found here has data of the same identity. Which one is it?',
  unread: 'The user that Smeshdesk runs as may not look into its folder, or it is not there. Shall it stand in the rig all the same?',
}

export const foundWords = {
  title: 'Found on this computer',
  link: 'Found on this computer',
  looking: 'Looking at processes, folders and what starts them …',
  lead: (ready: number, open: number, known: number) =>
    ready + open + known === 0
      ? 'No node, no PoST service and no data folder was found.'
      : [
          ready === 0
            ? 'Nothing new can be added as it stands'
            : `${plural(ready, 'entry', 'entries')} can be added as ${ready === 1 ? 'it stands' : 'they stand'}`,
          ...(open === 0 ? [] : [`${plural(open, 'needs', 'need')} a decision`]),
          ...(known === 0 ? [] : [`${plural(known, 'is', 'are')} in your rig already`]),
        ]
          .join('; ')
          .concat('.'),
  readOnly: 'Nothing was opened for writing, no key was read, and nothing is started or stopped by adding it.',
  again: 'Look again',
  withoutNode: 'PoST services and data without a node here',
  loose: { title: 'Keys by themselves', note: 'Nothing to add; whoever has such a file can sign with it.' },
  starts: { title: 'Starts something, and what can’t be told', note: 'A variable or a program of its own stands between.' },
  unseen: {
    title: 'Not looked at',
    note: 'Of these nothing is known; what they hold may be missing above.',
    none: 'Everything that is looked for could be looked at.',
    count: (of: number) => plural(of, 'place, program or tool', 'places, programs or tools'),
  },
  how: 'How it was found',
  moreGrounds: (first: string, others: number) => `${first}; ${others} more`,
  programHelp: 'Without it Smeshdesk can only watch.',
  chooseProgram: 'Choose its program',
  grounds,
  holds,
  undecided,
  keys: (count: number) => plural(count, 'key file', 'key files'),
  runs: 'runs',
  still: 'not running',
  noFolder: 'data folder not told',
  supervised: 'Its node starts and ends it; it comes with the node.',
  byHand: 'Add it by hand',
  known: (name: string) => `in your rig as ${name}`,
  choose: (name: string) => `Add ${name}`,
  tries: { public: 'public', private: 'private', post: 'post', operator: 'operator' },
  mixed: 'Simulated and real never mix: it does not fit the rest of what is chosen.',
  add: (count: number) => (count === 0 ? 'Add what is chosen' : `Add ${plural(count, 'entry', 'entries')}`),
  nothingChosen: 'Nothing is chosen.',
  adding: 'They are being added.',
  added: 'added',
  nodeFailed: 'Not added: its node could not be added.',
  outcome: (done: number, failed: number) =>
    failed === 0
      ? `${plural(done, 'entry', 'entries')} added.`
      : `${plural(done, 'entry', 'entries')} added, ${plural(failed, 'was', 'were')} not; why stands beside each.`,
  open: 'Look at my rig',
  export: {
    title: 'Take it along',
    note: 'What stands on this page, for a question or for keeping. Values that may be secret are left out.',
    home: 'Write home folders as ~',
    text: 'Save as text',
    json: 'Save as JSON',
    file: 'found-on-this-computer',
    line: (name: string, value: string) => `${name}: ${value}`,
    parts: {
      folder: 'folder',
      program: 'program',
      arguments: 'arguments',
      addresses: 'addresses',
      holds: 'holds',
      identity: 'identity',
      undecided: 'to decide',
    },
  },
} as const
