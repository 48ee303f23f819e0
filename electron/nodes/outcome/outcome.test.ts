import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { FinishedRun } from '../../post/index.ts'
import { type MergeSide, readMergeEnding } from './merge-nodes.ts'
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
    ['killed hard without a word', { signal: 'SIGKILL' }, 'unknown'],
    [
      'post service exited',
      {
        exit: 1,
        stdout:
          '2026-11-21T10:12:48Z\tINFO\tnode\tLoaded existing identity\t{"filename": "local.key"}\n2026-11-21T10:12:48Z\tFATAL\tnode\tpost service exited\n',
      },
      'unknown',
    ],
  ])('%s', (_name, part, meaning) => {
    expect(readNodeEnding({ args: [], exit: null, signal: null, wasRunning: false, stdout: '', stderr: '', ...part })).toBe(meaning)
  })
})

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
  test('1.4 without the folders claims nothing about versions', () => {
    const entry = recorded('merge-nodes').find(({ version, id }) => version === '1.4.6' && id === 'source-schema-older')
    expect(readMergeEnding({ ...runOf(entry), source: null, target: null, targetAfter: null })).toBe('unknown')
  })
})
