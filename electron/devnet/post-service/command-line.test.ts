import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './command-line.ts'
import { settingsOf } from './settings.ts'

interface Case {
  readonly id: string
  readonly argv: readonly string[]
  readonly exit: number | null
  readonly stderr: string
}

const recorded = (version: string): readonly Case[] =>
  JSON.parse(readFileSync(new URL(`../../../e2e/recordings/cases/post-service-${version}.json`, import.meta.url), 'utf8')).cases

const NEEDED = ['-d', 'x', '-a', 'http://h:1', '--threads', '1']
const refusal = (...argv: string[]): string => {
  const line = parseCommandLine(argv, true)
  return line.kind === 'refused' ? (line.message.split('\n')[0] ?? '') : line.kind
}

describe.each(['0.7.13', '0.8.5'])('command lines recorded from post-service %s', (version) => {
  it.each(recorded(version).map((one) => [one.id, one] as const))('%s', (_, { argv, exit, stderr }) => {
    const line = parseCommandLine(argv.slice(1), version === '0.8.5')
    if (exit === 2) expect(line).toEqual({ kind: 'refused', message: stderr })
    else expect(line.kind).not.toBe('refused')
  })
})

describe('a command line', () => {
  it.each([
    [['--frobnicate', ...NEEDED], "error: unexpected argument '--frobnicate' found"],
    [['-x', ...NEEDED], "error: unexpected argument '-x' found"],
    [[...NEEDED, 'loose'], "error: unexpected argument 'loose' found"],
    [[...NEEDED, '--k1', 'x', '--frobnicate'], "error: unexpected argument '--frobnicate' found"],
    [[...NEEDED, '--k1', 'x', '--k2', '1'], "error: invalid value 'x' for '--k1 <K1>': invalid digit found in string"],
    [[...NEEDED, '--k1=-1'], "error: invalid value '-1' for '--k1 <K1>': -1 is not in 0..=4294967295"],
    [[...NEEDED, '--k1', '-1'], "error: unexpected argument '-1' found"],
    [[...NEEDED, '--nonces'], "error: a value is required for '--nonces <NONCES>' but none was supplied"],
    [[...NEEDED, '--nonces='], "error: invalid value '' for '--nonces <NONCES>': cannot parse integer from empty string"],
    [[...NEEDED, '-n', '1', '-n', '2'], "error: the argument '-n <N>' cannot be used multiple times"],
    [[...NEEDED, '--randomx-mode', 'Fast'], "error: invalid value 'Fast' for '--randomx-mode <RANDOMX_MODE>'"],
    [
      [...NEEDED, '--pow-difficulty', 'zz'],
      "error: invalid value 'zz' for '--pow-difficulty <POW_DIFFICULTY>': Invalid character 'z' at position 0",
    ],
    [[...NEEDED, '--pow-difficulty', 'f'], "error: invalid value 'f' for '--pow-difficulty <POW_DIFFICULTY>': Odd number of digits"],
    [['-d', '', '-a', 'x', '--threads', '1'], "error: a value is required for '--dir <DIR>' but none was supplied"],
    [[...NEEDED, '--version=1'], "error: unexpected value '1' for '--version' found; no more were expected"],
    [[...NEEDED, '--operator-address', '[::1]:5', '--help'], 'help'],
    [
      [...NEEDED, '--operator-address', '127.0.0.1:70000'],
      "error: invalid value '127.0.0.1:70000' for '--operator-address <OPERATOR_ADDRESS>': invalid socket address syntax",
    ],
    [['-V'], 'version'],
  ])('%j is told as %s', (argv, told) => {
    expect(refusal(...argv)).toBe(told)
  })

  it('gives values by blank, equals sign, attached letter, comma and repetition', () => {
    const line = parseCommandLine(['-dx', '-a=http://h:1', '--pinned-cores', '0,1', '2', '--pinned-cores=3', '--nonces=32'], true)
    if (line.kind !== 'run') throw new Error(line.kind)
    expect(settingsOf(line.values)).toMatchObject({
      dir: 'x',
      address: 'http://h:1',
      pinnedCores: [0, 1, 2, 3],
      nonces: 32,
      k1: 26,
      reconnectIntervalSeconds: 5,
    })
  })
})
