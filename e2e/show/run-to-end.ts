import { spawn } from 'node:child_process'
import { root } from './root.ts'

interface Ended {
  readonly exit: number | null
  readonly seconds: number
  readonly lastLine: string
  /** Lines of a show or a test that did not hold. */
  readonly fell: readonly string[]
}

const mostSaid = 400_000
const fellShort = /^\s*(?:✗|–|FAILED|BROKEN)/

/** Runs one of the repository's programs to its end and keeps its last line and those that fell short. */
export function runToEnd(script: string, args: readonly string[]): Promise<Ended> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (text: Buffer) => {
      said = `${said}${text.toString('utf8')}`.slice(-mostSaid)
    })
    child.once('error', reject)
    child.once('close', (exit) => {
      const seconds = Math.round((performance.now() - began) / 1000)
      const lines = said.trimEnd().split('\n')
      resolve({
        exit,
        seconds,
        lastLine: lines.at(-1) ?? '',
        fell: lines.filter((line) => fellShort.test(line)).map((line) => line.trim()),
      })
    })
  })
}
