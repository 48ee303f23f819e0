import type { Layer } from '../../../electron/contract/model/basics.ts'
import { count } from '../../format/numbers.ts'
import { duration } from '../../format/time.ts'
import { age } from './ages.ts'
import { capital, numberWord, plural } from './grammar.ts'

export const nodesWords = {
  title: 'Nodes',
  summary: (t: { nodes: number; synced: number; silent: number; services: number; running: number }) => {
    if (t.nodes === 0) return 'No node yet.'
    const synced =
      t.synced === t.nodes
        ? t.nodes === 1
          ? 'It is synced'
          : 'All are synced'
        : t.synced === 0
          ? t.nodes === 1
            ? 'It is not synced'
            : 'None is synced'
          : `${capital(numberWord(t.synced))} of ${numberWord(t.nodes)} ${t.synced === 1 ? 'is' : 'are'} synced`
    const silent = t.silent === 0 ? '' : `, ${numberWord(t.silent)} ${t.silent === 1 ? 'does' : 'do'} not answer`
    const services =
      t.services === 0
        ? ''
        : ` ${capital(numberWord(t.running))} of ${numberWord(t.services)} PoST ${t.services === 1 ? 'service runs' : 'services run'}.`
    return `${capital(plural(t.nodes, 'node', 'nodes'))}. ${synced}${silent}.${services}`
  },
  edit: 'Correct…',
  addNode: 'Add a node',
  found: 'Find what runs here',
  addService: 'Add a PoST service',
  table: 'Nodes',
  columns: { name: 'Node', state: 'State', version: 'Version', layer: 'Layer', identities: 'Identities', runs: 'Runs under' },
  stopped: 'Stopped',
  ended: 'Ended',
  stopping: 'Stopping',
  reach: {
    unknown: 'Unknown',
    notAsked: 'Not asked',
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
  noAddress: 'no address was given',
  unknown: 'unknown',
  noFolder: 'data folder not given',
  byUs: 'Smeshdesk',
  byOthers: 'another starter',
  notRunning: 'not seen running',
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
    notAsked: 'not asked: no address was given',
    folder: 'Data folder',
    command: 'Exact command line',
    noCommand: 'Its process is not seen from here.',
    layers: (current: Layer, latest: Layer, processed: Layer) =>
      `${count(processed)} processed, ${count(latest)} latest, ${count(current)} now`,
    layersName: 'Layers',
    noCoinbase: 'none seen',
    error: 'The last question to it failed',
    remove: 'Forget this node…',
  },
  services: {
    title: 'PoST services',
    of: (node: string) => `for ${node}`,
    others: 'PoST services of other nodes',
    none: 'No service of this node is known. Services that run elsewhere are normal: three other sources remain.',
    connectionName: 'Connection',
    connected: (time: string | null) => (time === null ? 'Its node has taken it.' : `Its node took it at ${time}.`),
    unconnected: (reason: string, dials: string | null) =>
      `Its node has not taken it: ${reason}.${dials === null ? '' : ` The listener to dial is ${dials}.`}`,
    reasons: {
      'wrong-listener': 'it dials a listener that has no PoST service',
      'node-unreachable': 'nothing answers where it dials',
      'already-registered': 'another service of this identity is registered already',
      'no-coinbase': 'the node has no coinbase',
      'connection-lost': 'the connection broke',
      'closed-by-node': 'the node closed the connection',
      other: 'it was refused',
    } as Readonly<Record<string, string>>,
    connectionUnknown: 'Not known yet, or only its work tells because it was not started here.',
    columns: { state: 'State', operator: 'Operator address' },
    state: {
      stopped: 'Stopped',
      starting: 'Starting',
      running: 'Running',
      stopping: 'Stopping',
      ended: 'Ended',
      'backing-off': 'Starts again soon',
      latched: 'Not started again',
      external: 'Runs, not started here',
      elsewhere: 'On another computer',
      answers: 'Answers from another computer',
      unknown: 'Unknown',
    },
    pid: (pid: number, adopted: boolean) => `process ${pid}${adopted ? ', adopted' : ''}`,
    noOperator: 'none, which is normal',
    elsewhere: 'on another computer',
    elsewhereHelp:
      'On another machine: its process can’t be seen from here. It is started and stopped there; its operator address and its node say what it does.',
    log: 'Log',
    command: 'Exact command line',
    copy: { copy: 'Copy the command line', copied: 'copied' },
    lastEnd: 'Last end',
    forget: 'Forget…',
    serves: (node: string | null) => (node === null ? 'node not given' : `for ${node}`),
    started: (time: string) => `since ${time}`,
  },
  pending: 'Asked; its row shows what happens.',
  forget: {
    title: (name: string) => `Forget ${name}?`,
    effects: [
      'Its row goes away, and its entry in the settings file; the file’s history keeps it.',
      'Nothing is stopped, and no file of it is touched.',
    ],
    runs: {
      node: 'It runs now and goes on signing. Its keys leave Smeshdesk’s sight: a second copy of one of them elsewhere would not be noticed.',
      service: 'It runs now and goes on. Nobody here watches its proof any more.',
    },
    keep: 'Keep it',
    act: 'Forget it',
  },
  empty: { title: 'No nodes yet', text: 'Attach to a node by its addresses and its data folder. Smeshdesk only looks.' },
} as const
