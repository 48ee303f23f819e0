import { spawn } from 'node:child_process'
import type { InhibitorCommand } from './inhibitor-command.ts'

/** What became of it, in this order: `held` at the most once, then `ended` once, with the system's own last line. */
export interface InhibitorHears {
  readonly held: () => void
  readonly ended: (line: string) => void
}

const lineLength = 300
/** All that it needs to find its system's bus; nothing else of ours. */
const passed = ['PATH', 'DBUS_SESSION_BUS_ADDRESS', 'DBUS_SYSTEM_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'HOME']

const environment = (): Record<string, string> =>
  Object.fromEntries([['LC_ALL', 'C'], ...passed.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))])

/**
 * Runs the system's own program that keeps it awake; gives the way to end it. It ends with us in any case: its input is a pipe whose other
 * end only we hold.
 */
export function runInhibitor([program, ...args]: InhibitorCommand, { held, ended }: InhibitorHears): () => void {
  const child = spawn(program, args, { env: environment(), stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true })
  let line = ''
  let over = false
  const end = (said: string) => {
    if (!over) ended(said)
    over = true
  }
  child.stdout.once('data', () => over || held())
  child.stderr.on('data', (text: Buffer) => {
    line = `${line}${text.toString('utf8')}`.slice(-lineLength)
  })
  // It may have ended when we let go.
  child.stdin.on('error', () => undefined)
  child.once('error', ({ message }) => end(message.slice(0, lineLength)))
  child.once('exit', (exit, signal) => end(line.trim().split('\n').at(-1) || String(signal ?? exit)))
  return () => {
    over = true
    child.stdin.end()
  }
}
