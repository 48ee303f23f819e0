/** Where the knowledge of a defect comes from: seen when the real program ran, read in its source, or the safest reading of a gap. */
type Origin = 'real' | 'source' | 'guess'

interface Defect {
  readonly name: string
  readonly program: 'node' | 'post-service' | 'poet'
  readonly origin: Origin
  readonly what: string
  readonly section: string
}

/** Ways of the real programs that look like mistakes and are kept, because Smeshdesk has to live with them. */
const defects: readonly Defect[] = [
  {
    name: 'wal-only-rows',
    program: 'node',
    origin: 'real',
    section: '2.6',
    what: 'after a clean stop every row lies in local.sql-wal, local.sql has 4,096 bytes',
  },
  {
    name: 'dangling-key-link',
    program: 'node',
    origin: 'real',
    section: '2.2',
    what: 'a dangling symlink x.key makes the node create local.key beside good keys',
  },
  { name: 'fresh-local-key', program: 'node', origin: 'real', section: '2.4', what: 'a node without keys makes itself a new local.key' },
  {
    name: 'late-refusals',
    program: 'node',
    origin: 'real',
    section: '2.4',
    what: 'coinbase, port and database errors come only after the start-up wait',
  },
  {
    name: 'slow-api',
    program: 'node',
    origin: 'real',
    section: '2.4',
    what: 'the API answers 8 to 12 s after the start; SIGTERM before that is heard only then',
  },
  {
    name: 'idle-after-start',
    program: 'node',
    origin: 'real',
    section: '1.2',
    what: 'after a restart every identity is IDLE for 1 to 3 s although a proof is due',
  },
  { name: 'random-order', program: 'node', origin: 'source', section: '1.2', what: 'PostStates comes in another order at each call' },
  {
    name: 'stop-smeshing',
    program: 'node',
    origin: 'real',
    section: '1.5',
    what: 'StopSmeshing on a remote node answers OK and ends the work of every identity until a restart',
  },
  { name: 'silent-ban', program: 'node', origin: 'real', section: '1.3', what: 'a node whose key is banned says nothing and goes on' },
  {
    name: 'any-service',
    program: 'node',
    origin: 'real',
    section: '1.1',
    what: 'a service of an identity without a key is accepted and never asked',
  },
  {
    name: 'lock-per-host',
    program: 'node',
    origin: 'real',
    section: '2.1',
    what: 'the lock file does not protect the data folder; a second node ends only after 30 s',
  },
  {
    name: 'standalone-panic',
    program: 'node',
    origin: 'real',
    section: '2.10',
    what: 'without the PoET key in the config a standalone node with two identities panics at the end of the first round',
  },
  {
    name: 'late-key-loses-epoch',
    program: 'node',
    origin: 'real',
    section: '2.8',
    what: 'an identity whose key came without its rows after the round began has no ATX in that epoch',
  },
  {
    name: 'no-way-back',
    program: 'node',
    origin: 'real',
    section: '2.4',
    what: 'an older node refuses a folder that a newer one touched: database version is too new',
  },
  {
    name: 'needless-initial-proof',
    program: 'node',
    origin: 'source',
    section: '2.8',
    what: 'a node that does not know the last ATX yet proves anew for an identity that came without its post row',
  },
  {
    name: 'unknown-poets',
    program: 'node',
    origin: 'source',
    section: '2.8',
    what: 'node 1.7 ends when none of its PoETs is one that the identity registered with',
  },
  {
    name: 'cpu-is-gpu',
    program: 'node',
    origin: 'real',
    section: '1.5',
    what: 'PostSetupProviders calls the CPU a GPU',
  },
  {
    name: 'genesis-layers',
    program: 'node',
    origin: 'real',
    section: '1.9',
    what: 'before genesis the current layer is 0 and the latest one already the last of epoch 1',
  },
  {
    name: 'different-hare-messages',
    program: 'node',
    origin: 'guess',
    section: '2.5',
    what: 'one key on two nodes always says two things in the first layer in which both sign',
  },
  {
    name: 'joiners-learn-beacon',
    program: 'node',
    origin: 'real',
    section: '1.3',
    what: 'a node that joined signs from the second layer of epoch 2 on: it learns the beacon in the first',
  },
  {
    name: 'taken-operator-port',
    program: 'post-service',
    origin: 'real',
    section: '5.4',
    what: '0.8.5 runs on without its status service and says nothing; 0.7.13 ends with exit code 1',
  },
  {
    name: 'error-looks-done',
    program: 'post-service',
    origin: 'source',
    section: '5.6',
    what: 'after a failed proof the status is DoneProving for ever',
  },
  {
    name: 'progress-lost',
    program: 'post-service',
    origin: 'real',
    section: '5.3',
    what: 'killed in mid-proof the service starts from zero; a lost connection costs nothing',
  },
  {
    name: 'endless-reconnect',
    program: 'post-service',
    origin: 'real',
    section: '5.3',
    what: 'a refusal by the node is retried for ever, outside max-retries',
  },
  {
    name: 'missing-data-unseen',
    program: 'post-service',
    origin: 'real',
    section: '5.3',
    what: 'missing data files are not noticed at the start; without any the passes never end',
  },
  {
    name: 'no-scheme',
    program: 'post-service',
    origin: 'real',
    section: '5.3',
    what: 'an address without scheme is retried for ever as unreachable',
  },
  {
    name: 'shifted-data',
    program: 'post-service',
    origin: 'source',
    section: '3',
    what: 'a data file missing in the middle makes every proof fail its own check',
  },
]

/** The table of `--list-defects`. */
export function showDefects(): string {
  const widths = [22, 14, 8]
  const row = (cells: readonly string[]) => `${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('')}\n`
  const head = row(['name', 'program', 'origin', 'what (section of the protocol notes)'])
  return head + defects.map((one) => row([one.name, one.program, one.origin, `${one.what} (${one.section})`])).join('')
}
