import { capital, count, numberWord, plural } from './format.ts'
import { age, duration } from './time.ts'

export const nodesWords = {
  title: 'Nodes',
  summary: (t: { nodes: number; synced: number; silent: number; services: number; running: number }) => {
    if (t.nodes === 0) return 'No node yet.'
    const synced =
      t.synced === t.nodes
        ? t.nodes === 1
          ? 'It is synced'
          : 'All are synced'
        : `${capital(numberWord(t.synced))} of ${numberWord(t.nodes)} synced`
    const silent = t.silent === 0 ? '' : `, ${numberWord(t.silent)} ${t.silent === 1 ? 'does' : 'do'} not answer`
    const services =
      t.services === 0
        ? ''
        : ` ${capital(numberWord(t.running))} of ${numberWord(t.services)} PoST ${t.services === 1 ? 'service runs' : 'services run'}.`
    return `${capital(plural(t.nodes, 'node', 'nodes'))}. ${synced}${silent}.${services}`
  },
  addNode: 'Add a node',
  addService: 'Add a PoST service',
  table: 'Nodes',
  columns: { name: 'Node', state: 'State', version: 'Version', layer: 'Layer', identities: 'Identities', runs: 'Runs under' },
  reach: {
    unknown: 'Unknown',
    starting: 'Starting',
    silent: 'Silent',
    garbled: 'Not a node',
    hangs: 'Hangs',
  },
  synced: 'Synced',
  notSynced: 'Not synced',
  since: (ms: number) => `for ${duration(Math.floor(ms / 60_000) * 60_000 || 1000)}`,
  behind: (layers: number) => `${plural(layers, 'layer', 'layers')} behind`,
  newest: (ms: number) => `newest, ${age(ms)}`,
  last: (time: string) => `last ${time}`,
  never: 'never heard',
  unknown: 'unknown',
  noFolder: 'data folder not given',
  byUs: 'Smeshdesk',
  byOthers: 'another starter',
  notRunning: 'not seen running',
  process: (pid: number) => `process ${pid}`,
  detail: {
    program: (version: string | null, pid: number | null, since: string | null) =>
      [
        version === null ? 'version unknown' : `go-spacemesh ${version.replace(/^v/, '')}`,
        pid === null ? '' : `process ${pid}`,
        since === null ? '' : `since ${since}`,
      ]
        .filter((part) => part !== '')
        .join(', '),
    logs: 'Logs',
    checks: 'Checks',
    facts: 'What it says',
    synced: (peers: number) => `Synced, ${plural(peers, 'peer', 'peers')}`,
    network: 'Network',
    genesis: 'Genesis id',
    coinbase: 'Coinbase',
    setup: 'Setup',
    setups: { unknown: 'unknown', remote: 'keys of services', supervised: 'supervised: one local.key', empty: 'no keys' },
    addresses: 'Addresses',
    address: { public: 'public', private: 'private', post: 'post' },
    notGiven: 'not given',
    folder: 'Data folder',
    command: 'Exact command line',
    noCommand: 'Its process is not seen from here.',
    layers: (current: number, latest: number, processed: number) =>
      `${count(processed)} processed, ${count(latest)} latest, ${count(current)} now`,
    layersName: 'Layers',
    noCoinbase: 'none seen',
    error: 'Last error',
    remove: 'Forget this node…',
  },
  services: {
    title: 'PoST services',
    of: (node: string) => `for ${node}`,
    others: 'PoST services of other nodes',
    none: 'No service of this node is known. Services that run elsewhere are normal: three other sources remain.',
    columns: { name: 'Service', state: 'State', operator: 'Operator address', data: 'PoST data', acts: '' },
    state: {
      stopped: 'Stopped',
      starting: 'Starting',
      running: 'Running',
      stopping: 'Stopping',
      ended: 'Ended',
      'backing-off': 'Starts again soon',
      latched: 'Not started again',
      external: 'Runs, not started here',
      unknown: 'Unknown',
    },
    pid: (pid: number, adopted: boolean) => `process ${pid}${adopted ? ', adopted' : ''}`,
    noOperator: 'none, which is normal',
    start: 'Start',
    stop: 'Stop…',
    log: 'Log',
    command: 'Exact command line',
    copy: { copy: 'Copy the command line', copied: 'copied' },
    lastEnd: (when: string) => `Last end, ${when}`,
    ended: (when: string, how: string) => `Last end, ${when}: ${how}`,
    exit: (exit: number | null, signal: string | null) =>
      signal !== null ? `signal ${signal}` : exit === null ? 'exit not seen' : `exit ${exit}`,
    held: (batch: string) => `Held by the move ${batch}`,
    forget: 'Forget…',
    serves: (node: string | null) => (node === null ? 'node not given' : `for ${node}`),
    details: 'Details',
    started: (time: string) => `since ${time}`,
  },
  closed: {
    'held-by-migration': 'A move holds it; only the move starts and stops it.',
    'state-unknown': 'Whether it runs is not known; its record can’t be read.',
    external: 'It was not started by Smeshdesk, which touches only what it started.',
    'already-running': 'It runs.',
    'no-program': 'Its program is not given in the settings.',
    'folder-differs': 'Its arguments name another data folder than its entry.',
    'identity-runs-elsewhere': 'Another process proves for the same identity.',
    stopping: 'It is being stopped.',
    'not-running': 'It does not run.',
  } as Readonly<Record<string, string>>,
  closedOther: (key: string) => `Closed: ${key}.`,
  pending: 'Asked; its row shows what happens.',
  stopDialog: {
    title: (name: string) => `Stop ${name}’s PoST service?`,
    lead: 'Exactly this happens:',
    loses: 'A proof in progress is lost. It cannot be continued, only started over.',
    losesNow: (part: string) => `The proof that is being made now (${part}) is lost. It cannot be continued, only started over.`,
    noProof: 'No proof is being made now, as far as its service and node say.',
    missed: 'While it is stopped the node waits for it. A gap that closes meanwhile costs an epoch.',
    untouched: 'The key, the data and all other identities are not touched.',
    type: 'To confirm, type',
    words: (name: string) => `stop ${name}`,
    agreed: 'as agreed',
    notYet: 'Not typed in full yet.',
    keep: 'Keep it running',
    act: 'Stop the service',
    actLoses: 'Stop and lose the proof',
  },
  forget: {
    title: (name: string) => `Forget ${name}?`,
    effects: [
      'Its row goes away, and its entry in the settings file; the file’s history keeps it.',
      'Nothing is stopped, and no file of it is touched.',
    ],
    keep: 'Keep it',
    act: 'Forget it',
  },
  empty: { title: 'No nodes yet', text: 'Attach to a node by its addresses and its data folder. Smeshdesk only looks.' },
} as const
