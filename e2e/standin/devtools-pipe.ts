import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

export type Fields = Readonly<Record<string, unknown>>

/** Chromium with its debugging pipe: commands go out, answers and events come back. */
export interface DevTools {
  send(method: string, params?: Fields, session?: string): Promise<Fields>
  /** Events of one session; `''` for the browser's own. */
  on(session: string, method: string, listener: (params: Fields) => void): void
  /** Ends Chromium and removes its folder. */
  end(): Promise<void>
}

interface Waiting {
  resolve(result: Fields): void
  reject(error: Error): void
}

const switches = (folder: string): string[] => [
  '--remote-debugging-pipe',
  '--remote-debugging-port=0',
  `--user-data-dir=${folder}`,
  '--no-first-run',
  '--no-startup-window',
  '--disable-background-networking',
  '--disable-sync',
  '--password-store=basic',
  ...(process.env.STANDIN_NO_SANDBOX ? ['--no-sandbox'] : []),
  ...(process.env.DISPLAY ? [] : ['--headless=new']),
]

/** Cuts a stream of texts that end in NUL. */
const cutAtNul = (take: (text: string) => void) => {
  let rest = ''
  return (part: Buffer) => {
    const texts = (rest + part.toString('utf8')).split('\0')
    rest = texts.pop() ?? ''
    for (const text of texts) take(text)
  }
}

export const startChromium = (): DevTools => {
  const folder = mkdtempSync(join(tmpdir(), 'standin-'))
  const child = spawn(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', switches(folder), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [, , errors, commands, answers] = child.stdio as [null, null, Readable, Writable, Readable]
  // Playwright looks for Chromium's own "DevTools listening on" there.
  errors.on('data', (part: Buffer) => process.stderr.write(part))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void gone.then(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const events = new EventEmitter().setMaxListeners(0)
  const waiting = new Map<number, Waiting>()
  let last = 0
  const take = (text: string) => {
    const { id, method, params, sessionId, result, error } = JSON.parse(text) as {
      id?: number
      method?: string
      params?: Fields
      sessionId?: string
      result?: Fields
      error?: { message: string }
    }
    if (id === undefined) return events.emit(`${sessionId ?? ''} ${method}`, params)
    const asked = waiting.get(id)
    waiting.delete(id)
    return error ? asked?.reject(new Error(error.message)) : asked?.resolve(result ?? {})
  }
  answers.on('data', cutAtNul(take))
  commands.on('error', () => {})
  const send = (method: string, params: Fields = {}, sessionId?: string): Promise<Fields> =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      commands.write(`${JSON.stringify({ id: last, method, params, ...(sessionId ? { sessionId } : {}) })}\0`)
    })
  const end = async () => {
    void send('Browser.close').catch(() => {})
    const late = setTimeout(() => child.kill('SIGKILL'), 3_000)
    await gone
    clearTimeout(late)
  }
  return { send, end, on: (session, method, listener) => events.on(`${session} ${method}`, listener) }
}
