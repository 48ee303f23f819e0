import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { FinishedRun } from '../../post/index.ts'
import { type MergeSide, readMergeEnding } from '../testing/merge-ending.ts'
import { readNodeEnding } from './node.ts'

const cases = new URL('../../../e2e/recordings/cases/', import.meta.url)
const recorded = (program: string) =>
  readdirSync(cases)
    .filter((name) => name.startsWith(`${program}-`))
    .flatMap((name) => {
      const { version, cases: list } = JSON.parse(readFileSync(new URL(name, cases), 'utf8'))
      return list.map((entry: Record<string, unknown>) => ({ version, ...entry }))
    })
const runOf = (entry: {
  argv: string[]
  exit: number | null
  signal: string | null
  stdout: string
  stderr: string
  still_running_then_signalled?: object
}): FinishedRun => ({
  args: entry.argv.slice(1),
  exit: entry.exit,
  signal: entry.signal,
  wasRunning: entry.still_running_then_signalled !== undefined,
  stdout: entry.stdout,
  stderr: entry.stderr,
})
const sideOf = (side: { user_version?: number; keys?: Record<string, string> | null } | undefined): MergeSide | null =>
  side === undefined ? null : { userVersion: side.user_version ?? null, keys: side.keys ?? {} }

/**
 * Four cases carry the label of the same case in 1.7.6, where the coinbase had a wrong checksum. Here the address was a good one
 * (run-remote uses it): the programs' own output says what happened, and the reader must not claim otherwise.
 */
const labelledByMistake: Readonly<Record<string, string>> = {
  '1.4.6 one-remote-coinbase': 'started-remote',
  '1.4.6 smeshing-start-remote': 'started-remote',
  '1.6.8 one-remote-coinbase': 'started-remote',
  '1.6.8 smeshing-start-remote': 'smeshing-start-in-remote-setup',
}

describe('go-spacemesh', () => {
  test('names every recorded start', () => {
    const list = recorded('go-spacemesh')
    expect(list.length).toBeGreaterThanOrEqual(159)
    const meant = list.map((entry) => [entry.version, entry.id, labelledByMistake[`${entry.version} ${entry.id}`] ?? entry.meaning])
    expect(list.map((entry) => [entry.version, entry.id, readNodeEnding(runOf(entry))])).toEqual(meant)
  })
  test('the four labels really contradict their own records', () => {
    for (const entry of recorded('go-spacemesh').filter(({ version, id }) => `${version} ${id}` in labelledByMistake)) {
      expect(entry.meaning).toBe('coinbase-invalid')
      expect(`${entry.stdout}${entry.stderr}`).not.toMatch(/parse CoinbaseAccount/)
    }
  })
  test.each<[string, Partial<FinishedRun>, string]>([
    [
      'a node on a folder in use',
      { exit: 1, stderr: 'Error: start services: open leveldb at /x/p2p: resource temporarily unavailable\n' },
      'lock-taken',
    ],
    [
      'JSON log',
      { exit: 0, stdout: '{"L":"INFO","T":"x","N":"node","M":"Loaded existing identity","filename":"local.key"}\n' },
      'started-supervised',
    ],
    [
      'two keys, JSON log',
      {
        exit: 0,
        stdout:
          '{"L":"INFO","M":"Loaded existing identity","filename":"a.key"}\n{"L":"INFO","M":"Loaded existing identity","filename":"b.key"}\n',
      },
      'started-remote',
    ],
    ['nothing said', { exit: 1 }, 'unknown'],
    ['an error that nobody knows', { exit: 1, stderr: 'Error: the moon\n' }, 'unknown'],
    ['killed hard without a word: whoever did it, it was ended from outside', { signal: 'SIGKILL' }, 'ended-by-signal'],
    [
      'post service exited',
      {
        exit: 1,
        stdout:
          '2026-11-21T10:12:48Z\tINFO\tnode\tLoaded existing identity\t{"filename": "local.key"}\n2026-11-21T10:12:48Z\tFATAL\tnode\tpost service exited\n',
      },
      'post-setup-failed',
    ],
  ])('%s', (_name, part, meaning) => {
    expect(readNodeEnding({ args: [], exit: null, signal: null, wasRunning: false, stdout: '', stderr: '', ...part })).toBe(meaning)
  })
})

const said = (stderr: string, part: Partial<FinishedRun> = {}): string =>
  readNodeEnding({ args: [], exit: 1, signal: null, wasRunning: false, stdout: '', stderr: `${stderr}\n`, ...part })

test.each<[string, string]>([
  [
    'Error: open sqlite db: vacuum into D/state.sql_migrate: step 0: sqlite.Stmt.Step: SQLITE_FULL: database or disk is full (VACUUM INTO ?1)',
    'disk-full',
  ],
  ['Error: initializing app: failed to write genesis config to D/genesis.json: write D/genesis.json: no space left on device', 'disk-full'],
  ['Error: ensure folders exist: mkdir D: read-only file system', 'read-only-disk'],
  ['Error: open sqlite db: step 0: sqlite.Stmt.Step: SQLITE_IOERR: disk I/O error', 'disk-error'],
  ['Error: open sqlite db: start exclusive: SQLITE_BUSY: database is locked', 'database-in-use'],
  ['Error: ensure folders exist: mkdir /root/x: permission denied', 'permission-denied'],
  ['Error: ensure folders exist: mkdir data: not a directory', 'config-wrong-value'],
  ['Error: ensure folders exist: mkdir /proc/1/x: no such file or directory', 'config-wrong-value'],
  [
    'Error: creating new identity: failed to create directory for identity file: mkdir data/identities: not a directory',
    'key-not-readable',
  ],
  [
    'Error: initializing app: can\'t parse genesis time  using time.RFC3339(2006-01-02T15:04:05Z07:00) parsing time ""',
    'config-wrong-value',
  ],
  ['Error: getting exclusive file lock: creating dir /n/x for lock /n/x/lock: mkdir /n/x: no such file or directory', 'config-wrong-value'],
  ['Error: getting exclusive file lock: flock /tmp: open /tmp: is a directory', 'config-wrong-value'],
  ['Error: getting exclusive file lock: flock /l: open /l: permission denied', 'permission-denied'],
  ['Error: open sqlite db: create db file:data/state.sql: sqlite.OpenConn: SQLITE_CANTOPEN (file:data/state.sql)', 'database-not-readable'],
  ['Error: initializing app: open D/p2p: too many open files', 'too-many-open-files'],
  ['Error: file already exists: both D/node_state.sql and D/local.sql exist', 'legacy-state-in-the-way'],
  ['Error: file already exists: both DATA/identities/local.key and POST/key.bin exist', 'legacy-key-in-the-way'],
  ['Error: file already exists: backup POST/key.bin.bak already exists', 'legacy-key-in-the-way'],
  ['Error: timesync: peers are not time synced, make sure your system clock is accurate', 'clock-off'],
  ['Error: timesync: peers are not time synced: drift = 12.5s', 'clock-off'],
  [
    'Error: version upgrade verification failed: to use node version 1.5 or newer, please upgrade to v1.4 first',
    'database-too-old-for-this-version',
  ],
  ['Error: open sqlite db: old database version: 3 < 20', 'database-too-old-for-this-version'],
  ['Error: open sqlite db: check db version: database version is too new: 99 > 9', 'database-newer-than-program'],
  ['Error: open sqlite db: schema drift detected (uri file:D/state.sql):', 'database-schema-differs'],
  ['Error: start services: fetched poet phase_shift is incompatible with configured phase_shift', 'poet-timing-differs'],
  [
    "Error: loading config: unmarshal config: 1 error(s) decoding:\n\n* error decoding 'main.poet-server': use of deprecated config field",
    'config-deprecated-key',
  ],
  ['Error: invalid argument "x" for "--poet-server" flag: use of deprecated flag', 'bad-flags'],
  ['Error: loading config: can\'t load config at node.conf: Unsupported Config Type "conf"', 'config-format-unknown'],
  ["Error: loading config: can't load config at c.json: open c.json: permission denied", 'config-not-readable'],
  ['Error: this is a testnet-only build not intended for mainnet', 'testnet-only-program'],
  ['Error: loading checkpoint: recovery uri not set', 'checkpoint-not-loaded'],
  ['Error: cannot create clock: bad configuration: layer duration is zero', 'config-wrong-value'],
  ['Error: initialize p2p host: failed to unmarshal p2p key', 'p2p-not-started'],
  ['Error: initializing app: failed to load genesis config at D/genesis.json: unexpected end of JSON input', 'genesis-file-not-readable'],
])('%s', (stderr, meaning) => expect(said(stderr)).toBe(meaning))

test.each<[string, Partial<FinishedRun>, string]>([
  ['panic: runtime error: invalid memory address\n\ngoroutine 1 [running]:\n\t/src/x.go:1 +0x1', { exit: 2 }, 'panicked'],
  ['panic: failed to unmarshal\n\ngoroutine 1 [running]:', { exit: null, signal: 'SIGABRT' }, 'panicked'],
  ['fatal error: concurrent map writes\n\ngoroutine 7 [running]:', { exit: 2 }, 'panicked'],
  ['fatal error: runtime: out of memory', { exit: 2 }, 'out-of-memory'],
  [
    '',
    { exit: 1, stdout: '2026-11-21T10:12:48Z\tFATAL\tnode.poet\tfailed to create poet service\t{"poet": "http://p"}\n' },
    'poet-timing-differs',
  ],
  [
    '',
    { exit: 1, stdout: '{"L":"FATAL","T":"t","N":"node.poet","M":"failed to submit challenge","poet":"http://p"}\n' },
    'poet-timing-differs',
  ],
  [
    '',
    { exit: 1, stdout: '2026-11-21T10:12:48Z\tFATAL\tnode\tNone of the poets listed in the config matches the existing registrations.\n' },
    'poets-changed-while-registered',
  ],
  ['', { exit: 137 }, 'ended-by-signal'],
  ['', { exit: null, signal: 'SIGTERM' }, 'ended-by-signal'],
  ['', { exit: null, signal: 'SIGILL' }, 'illegal-instruction'],
  ['./go-spacemesh: error while loading shared libraries: libpost.so: cannot open shared object file', { exit: 127 }, 'library-missing'],
])('%j %j', (stderr, part, meaning) => expect(said(stderr, part)).toBe(meaning))

describe('merge-nodes', () => {
  test('names every recorded merge', () => {
    const list = recorded('merge-nodes')
    expect(list.length).toBeGreaterThanOrEqual(66)
    const named = list.map((entry) => {
      const sides = { source: sideOf(entry.source_before), target: sideOf(entry.target_before), targetAfter: sideOf(entry.target_after) }
      return [entry.version, entry.id, readMergeEnding({ ...runOf(entry), ...sides })]
    })
    expect(named).toEqual(list.map((entry) => [entry.version, entry.id, entry.meaning]))
  })
  test('what the system refuses, and a merge that finds no keys', () => {
    const merge = (stderr: string, part: Partial<FinishedRun> = {}): string =>
      readMergeEnding({
        args: [],
        exit: 1,
        signal: null,
        wasRunning: false,
        stdout: '',
        stderr,
        source: null,
        target: null,
        targetAfter: null,
        ...part,
      })
    const merging = '2026-11-21T10:12:48Z\tINFO\tmerge\tmerging databases\t{"from": "a", "to": "b"}\n'
    expect(merge('', { exit: 0, stdout: merging })).toBe('merged-without-keys')
    expect(merge('', { exit: 0, stdout: `2026-11-21T10:12:48Z\tINFO\tx\tcopied identity\t{}\n${merging}` })).toBe('merged')
    expect(merge('Error: merge nipost: SQLITE_FULL: database or disk is full\n')).toBe('disk-full')
    expect(merge('Error: open target database /b: SQLITE_BUSY: database is locked\n')).toBe('database-in-use')
    expect(merge('Error: read source key directory: open /a/identities: no such file or directory\n')).toBe('source-keys-missing')
    expect(merge('Error: open target database /b: database version is too new: 10 > 9\n')).toBe('target-database-newer')
    expect(merge('Error: failed to write identity file: open /b: permission denied\n')).toBe('permission-denied')
  })
  test('1.4 without the folders claims nothing about versions', () => {
    const entry = recorded('merge-nodes').find(({ version, id }) => version === '1.4.6' && id === 'source-schema-older')
    expect(readMergeEnding({ ...runOf(entry), source: null, target: null, targetAfter: null })).toBe('unknown')
  })
})

// As the real program ends when it is sent these: exit 2, and its stacks.
test.each<[string, string]>([
  ['SIGILL: illegal instruction\nPC=0x47d0a1 m=0 sigcode=0\n\ngoroutine 0 gp=0x3 m=0 mp=0x3 [idle]:', 'illegal-instruction'],
  ['fatal error: unexpected signal during runtime execution\n[signal SIGILL: illegal instruction code=0x2]', 'illegal-instruction'],
  ['SIGSEGV: segmentation violation\nPC=0x0 m=4 sigcode=1\nsignal arrived during cgo execution', 'panicked'],
  ['SIGBUS: bus error\nPC=0x47d0a1 m=0 sigcode=0', 'panicked'],
  ['SIGQUIT: quit\nPC=0x47d0a1 m=0 sigcode=0', 'ended-by-signal'],
])('a crash in Go’s own words: %j', (text, meaning) => expect(said(text, { exit: 2 })).toBe(meaning))
