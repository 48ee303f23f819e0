import { spawn } from 'node:child_process'
import { AppError } from '../contract/errors.ts'

const limitMs = 120_000

/** Runs one program of the simulated network to its end and gives what it printed. Throws `start_failed` with what it said. */
export function runDevnet(consoleProgram: readonly [string, ...string[]], args: readonly string[]): Promise<string> {
  const [program, ...first] = consoleProgram
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, 'devnet', ...args], { stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs })
    let printed = ''
    let said = ''
    child.stdout.on('data', (text: Buffer) => {
      printed = `${printed}${text.toString('utf8')}`.slice(-100_000)
    })
    child.stderr.on('data', (text: Buffer) => {
      said = `${said}${text.toString('utf8')}`.slice(-2_000)
    })
    child.once('error', (error) => reject(new AppError('start_failed', error.message)))
    child.once('close', (code) =>
      code === 0 ? resolve(printed) : reject(new AppError('start_failed', said.trim() || `devnet ${args[0]}: ${code}`)),
    )
  })
}
