import { spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync } from 'node:fs'
import { root } from './root.ts'

export interface JsonRun {
  readonly exit: number | null
  /** What the run wrote with `--json`; `null` when it wrote nothing. */
  readonly json: unknown
  /** The last line that names an error, else the last one: a program that breaks off ends with its own version. */
  readonly lastLine: string
}

/** Runs one of the repository's programs with `--json FILE` to its end; its output goes to a log beside the file. */
export function runForJson(script: string, args: readonly string[], file: string): Promise<JsonRun> {
  const log = `${file}.log`
  const out = openSync(log, 'w')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args, '--json', file], {
      cwd: root,
      stdio: ['ignore', out, out],
    })
    child.once('error', reject)
    child.once('exit', (exit) => {
      const json: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
      const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
      resolve({ exit, json, lastLine: lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? '' })
    })
  })
}
