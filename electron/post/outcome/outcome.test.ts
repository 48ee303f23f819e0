import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { postcliMeanings, readPostcliEnding } from '../testing/postcli-ending.ts'
import { nameServiceEnding, postServiceMarks, readServiceEnding } from './post-service.ts'
import { type FinishedRun, programOutput } from './program-output.ts'

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

describe('post-service', () => {
  test('names every recorded ending', () => {
    const list = recorded('post-service')
    expect(list.length).toBeGreaterThanOrEqual(85)
    expect(list.map((entry) => [entry.version, entry.id, readServiceEnding(runOf(entry))])).toEqual(
      list.map((entry) => [entry.version, entry.id, entry.meaning]),
    )
  })
  const run = (part: Partial<FinishedRun>): FinishedRun => ({
    args: ['-d', 'x', '-a', 'http://h:1', '--threads', '1'],
    exit: null,
    signal: null,
    wasRunning: false,
    stdout: '',
    stderr: '',
    ...part,
  })
  const at = (text: string): string => `[2026-11-21T09:47:55Z INFO  post_service::client] ${text}\n`
  const refusedMetadata = (cause: string): Partial<FinishedRun> => ({
    exit: 1,
    stderr: `Error: creating Post Service\n\nCaused by:\n   0: loading POST metadata\n   1: ${cause}\n`,
  })
  test('every cause for which the real programs refused a metadata file has a meaning', () => {
    const { cases: list } = JSON.parse(readFileSync(new URL('../metadata-variations.json', cases), 'utf8'))
    const refused = list.filter((one: { refused: string | null }) => one.refused !== null)
    const unnamed = refused.filter(
      (one: { refused: string }) => !readServiceEnding(run(refusedMetadata(one.refused))).startsWith('metadata-'),
    )
    expect([refused.length > 100, unnamed]).toEqual([true, []])
  })
  test.each<[string, Partial<FinishedRun>, string]>([
    ['nothing said', { exit: 1 }, 'unknown'],
    ['another error', { exit: 1, stderr: 'Error: the moon\n' }, 'unknown'],
    ['exit 2 without clap', { exit: 2 }, 'unknown'],
    ['a clean exit that nobody explains', { exit: 0 }, 'unknown'],
    ['killed', { signal: 'SIGKILL' }, 'ended-by-signal'],
    ['no such instruction', { signal: 'SIGILL' }, 'illegal-instruction'],
    ['panic', { exit: 101, stderr: "thread 'main' panicked at src/x.rs:1:1:\n" }, 'panicked'],
    ['aborted by a panic', { signal: 'SIGABRT', stderr: "thread 'main' panicked at src/x.rs:1:1:\n" }, 'panicked'],
    [
      'library',
      { exit: 127, stderr: 'post-service: error while loading shared libraries: libOpenCL.so.1: cannot open shared object file\n' },
      'library-missing',
    ],
    ['adopted, exit unknown, but it said why', { stderr: 'Error: max retries (3) reached\n' }, 'gave-up-node-unreachable'],
    ['adopted, exit unknown, said nothing', {}, 'unknown'],
    [
      'TLS file',
      {
        exit: 1,
        args: ['-d', 'x', '-a', 'https://h:1', '--threads', '1', '--ca-cert', 'a'],
        stderr: 'Error: No such file or directory (os error 2)\n',
      },
      'tls-file-not-found',
    ],
    [
      'bytes of another length',
      refusedMetadata("Can't convert a Byte Vector of length 48 to the output type. at line 2 column 77"),
      'metadata-field-invalid',
    ],
    [
      'too few values',
      refusedMetadata('invalid length 5, expected struct PostMetadata with 7 elements at line 1 column 112'),
      'metadata-field-invalid',
    ],
    ['half a character', refusedMetadata('unexpected end of hex escape at line 1 column 256'), 'metadata-not-readable'],
    [
      'ended while its node refused it',
      { signal: 'SIGTERM', stderr: at('obtained metadata: x') + at('disconnected: Err(status: Unavailable)') },
      'ended-while-not-connected',
    ],
    [
      'ended while it dialled a wrong listener',
      { signal: 'SIGTERM', stderr: at('disconnected: Err(status: Unimplemented, message: "unknown service spacemesh.v1.PostService"') },
      'ended-while-not-connected',
    ],
    [
      'ended after its node went away',
      { signal: 'SIGTERM', stderr: at('obtained metadata: x') + at('could not connect to the node: refused') },
      'ended-while-not-connected',
    ],
    [
      'ended while connected again',
      { signal: 'SIGTERM', stderr: at('disconnected: Err(x)') + at('obtained metadata: x') },
      'ended-by-signal',
    ],
    ['crashed', { signal: 'SIGSEGV' }, 'crashed'],
    ['no memory', { signal: 'SIGABRT', stderr: 'memory allocation of 2181038080 bytes failed\n' }, 'out-of-memory'],
    ['a port that only the system may have', { exit: 1, stderr: 'Error: Permission denied (os error 13)\n' }, 'permission-denied'],
    [
      'an address of another computer',
      { exit: 1, stderr: 'Error: Cannot assign requested address (os error 99)\n' },
      'operator-address-not-here',
    ],
    ['a file of nobody', { exit: 1, stderr: 'Error: No such file or directory (os error 2)\n' }, 'unknown'],
  ])('%s', (_name, part, meaning) => {
    expect(readServiceEnding(run(part))).toBe(meaning)
  })
  test('a long output in small pieces costs no memory and changes nothing', () => {
    const output = programOutput(postServiceMarks)
    const line = `[2026-11-21T09:47:55Z INFO  post_service::client] could not connect to the node: refused ${'x'.repeat(200)}\n`
    for (let at = 0; at < 20_000; at += 1) {
      output.push('stderr', line.slice(0, 100))
      output.push('stderr', line.slice(100))
    }
    output.push('stderr', 'y'.repeat(300_000))
    output.push('stderr', '\nError: max retries (9) reached')
    const seen = output.seen()
    expect(seen.counts.get('unreachable')).toBe(20_000)
    expect([...seen.marks.values()].every((kept) => kept.length <= 2_000)).toBe(true)
    expect(nameServiceEnding(seen, { exit: 1, signal: null, wasRunning: false }, run({}).args)).toBe('gave-up-node-unreachable')
  })
})

describe('postcli', () => {
  test('names every recorded ending', () => {
    const list = recorded('postcli')
    expect(list.length).toBeGreaterThanOrEqual(41)
    expect(list.map((entry) => [entry.id, readPostcliEnding(runOf(entry))])).toEqual(list.map((entry) => [entry.id, entry.meaning]))
  })
  test.each<[string, Partial<FinishedRun>, string]>([
    [
      'growing a data set',
      {
        exit: 2,
        stderr:
          '2026/11/21 09:36:42 NumUnits config mismatch; expected: >= 6, found: 4\npanic: NumUnits config mismatch; expected: >= 6, found: 4\n',
      },
      'refused-bad-settings',
    ],
    ['success without the closing line', { exit: 0 }, 'unknown'],
    [
      'a key of another identity at verify',
      { exit: 1, stderr: '2026/11/21 09:36:43 NodeID in x (aa) does not match public key from identity.key (bb)\n' },
      'key-and-metadata-differ',
    ],
    ['some other fatal', { exit: 1, stderr: '2026/11/21 09:36:43 failed to load key: x\n' }, 'unknown'],
  ])('%s', (_name, part, meaning) => {
    expect(readPostcliEnding({ args: [], exit: null, signal: null, wasRunning: false, stdout: '', stderr: '', ...part })).toBe(meaning)
  })
  test('every name of the list is used once', () => expect(new Set(postcliMeanings).size).toBe(postcliMeanings.length))
})
