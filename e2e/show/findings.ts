import type { Finding, Project } from './finding.ts'
import { memoryFindings } from './findings-memory.ts'
import { signerFindings } from './findings-signers.ts'
import { wordFindings } from './findings-words.ts'
import { type Figure, holdsWhen } from './proof.ts'
import type { TestSeen } from './tests.ts'

export const findings: readonly Finding[] = [...signerFindings, ...memoryFindings, ...wordFindings]

/** The test files of a project that the findings rest on, each once. */
export const filesOf = (some: readonly Finding[], project: Project): readonly string[] => [
  ...new Set(some.flatMap(({ by }) => by.filter((one) => one.project === project).map(({ file }) => file))),
]

/** Holds when each of its patterns has a test, and all those passed: what was skipped or isn't there is never shown as passed. */
export function judgeFinding({ id, words, by }: Finding, tests: readonly TestSeen[]): Figure {
  const name = `${id}  ${words}`
  const bar = 'each ran and passed'
  const matched = by.map((wanted) => ({ wanted, seen: tests.filter((test) => test.file === wanted.file && wanted.name.test(test.name)) }))
  const all = matched.flatMap(({ seen }) => seen)
  const failed = all.find(({ status }) => status === 'failed')
  if (failed !== undefined) return holdsWhen(name, false, { measured: 'a test fails', bar, why: failed.name })
  const missing = matched.find(({ seen }) => seen.length === 0)
  if (missing !== undefined || by.length === 0)
    return holdsWhen(name, false, { measured: 'no such test', bar, why: missing?.wanted.file ?? 'none is named' })
  const skipped = all.find(({ status }) => status !== 'passed')
  if (skipped !== undefined) return { name, measured: 'not run here', bar, verdict: 'not-run', why: `${skipped.status}: ${skipped.name}` }
  const real = by.some(({ project }) => project === 'processes') ? ', real processes' : ''
  return holdsWhen(name, true, { measured: `${all.length} test${all.length === 1 ? '' : 's'}${real}`, bar })
}
