import { readNodeEnding } from '../../electron/nodes/outcome/node.ts'
import { type MergeSide, readMergeEnding } from '../../electron/nodes/testing/merge-ending.ts'
import { type FinishedRun, readServiceEnding } from '../../electron/post/index.ts'
import { readPostcliEnding } from '../../electron/post/testing/postcli-ending.ts'
import type { CaseToCheck } from './case-file.ts'
import type { Ran } from './decisive.ts'

/** A recorded run as Smeshdesk's readers take one. */
export const runOf = (one: CaseToCheck): FinishedRun => ({
  args: programArguments(one.argv ?? []),
  exit: one.exit ?? null,
  signal: one.signal ?? null,
  wasRunning: (one.still_running_then_signalled ?? null) !== null,
  stdout: one.stdout ?? '',
  stderr: one.stderr ?? '',
})

/** What follows the program in a command line; something like `setpriv … program` may stand before it. */
function programArguments(argv: readonly string[]): readonly string[] {
  const program = argv.findIndex((word) => word.startsWith('<BIN>/'))
  return argv.slice(program < 0 ? 1 : program + 1)
}

export const ranAs = (one: CaseToCheck, ran: Ran): FinishedRun => ({ ...runOf(one), ...ran })

function sideOf(side: unknown): MergeSide | null {
  if (typeof side !== 'object' || side === null) return null
  const version = 'user_version' in side && typeof side.user_version === 'number' ? side.user_version : null
  const keys = 'keys' in side && typeof side.keys === 'object' && side.keys !== null ? Object.entries(side.keys) : []
  return { userVersion: version, keys: Object.fromEntries(keys.map(([name, key]) => [name, String(key)])) }
}

/** The meaning Smeshdesk gives to a run of one of the four programs; null for a program it has no reader for. */
export function readMeaning(one: CaseToCheck, run: FinishedRun): string | null {
  switch (one.program) {
    case 'go-spacemesh':
      return readNodeEnding(run)
    case 'post-service':
      return readServiceEnding(run)
    case 'postcli':
      return readPostcliEnding(run)
    case 'merge-nodes': {
      const sides = { source: sideOf(one.source_before), target: sideOf(one.target_before), targetAfter: sideOf(one.target_after) }
      return readMergeEnding({ ...run, ...sides })
    }
    default:
      return null
  }
}

/**
 * A label that the recorded output itself refutes: a bad coinbase is always named in the refusal, so a run that says
 * nothing of a coinbase (and even came up) was labelled after its twin of another version.
 */
export function labelIsRefuted(one: CaseToCheck): boolean {
  const output = `${one.stdout ?? ''}${one.stderr ?? ''}`
  return one.meaning === 'coinbase-invalid' && output !== '' && !/CoinbaseAccount|coinbase.*invalid/i.test(output)
}
