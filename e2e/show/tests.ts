import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './root.ts'

/** One test by the name that its groups and its own title make. */
export interface TestSeen {
  /** Below the repository. */
  readonly file: string
  readonly name: string
  /** As vitest says it: `passed`, `failed`; anything else did not run. */
  readonly status: string
}

export interface TestsRun {
  readonly passed: number
  /** Files that did not load count as one each. */
  readonly failed: number
  /** What failed, and the first line of why. */
  readonly failures: readonly string[]
  readonly tests: readonly TestSeen[]
}

interface VitestReport {
  readonly numPassedTests: number
  readonly testResults: readonly FileReport[]
}

interface FileReport {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string; readonly failureMessages: readonly string[] }[]
}

const because = (why: string | undefined): string => (why === undefined || why === '' ? '' : `: ${why.split('\n')[0]}`)

function failuresOf({ name, status, message, assertionResults }: FileReport): string[] {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0 && status === 'failed') return [`${relative(root, name)} did not run${because(message)}`]
  return failed.map(({ fullName, failureMessages }) => `${fullName}${because(failureMessages[0])}`)
}

/** Tests of a folder that start no program: in memory, and those that open the core, listeners or threads. */
export const withoutPrograms = ['node', 'whole'] as const

/** Runs the tests of some folders or files in one project or some. A test that was skipped counts neither way. */
export async function runTests(
  project: string | readonly string[],
  filters: readonly string[],
  { file, env = {} }: { readonly file: string; readonly env?: Readonly<Record<string, string>> },
): Promise<TestsRun> {
  const vitest = join(root, 'node_modules', '.bin', 'vitest')
  const projects = [project].flat().flatMap((name) => ['--project', name])
  const args = [vitest, 'run', ...projects, '--reporter=json', `--outputFile=${file}`, ...filters]
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore', env: { ...process.env, ...env } })
  await new Promise((resolve) => child.once('close', resolve))
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ file: relative(root, name), name: fullName, status })),
  )
  const failures = report.testResults.flatMap(failuresOf)
  return { passed: report.numPassedTests, failed: failures.length, failures, tests }
}
