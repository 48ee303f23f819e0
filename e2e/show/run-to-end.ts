import { spawn } from 'node:child_process'
import { root } from './root.ts'

interface Ended {
  readonly exit: number | null
  readonly seconds: number
  readonly lastLine: string
}

/** Runs one of the repository's programs to its end and keeps its last line. */
export function runToEnd(script: string, args: readonly string[]): Promise<Ended> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (text: Buffer) => {
      said = `${said}${text.toString('utf8')}`.slice(-4_000)
    })
    child.once('error', reject)
    child.once('close', (exit) => {
      const seconds = Math.round((performance.now() - began) / 1000)
      resolve({ exit, seconds, lastLine: said.trimEnd().split('\n').at(-1) ?? '' })
    })
  })
}
