import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createPrograms, type Programs, type ProgramsOptions, type SlotKey } from '../../electron/processes/index.ts'
import { checkSettings, resolvePaths, type Settings, writeSettings } from '../../electron/settings/index.ts'

/**
 * A stand-in with the outside of post-service: its arguments, its log lines, its ends. What it does stands in the file `mode` of its
 * data folder, read at each start; each start adds a line to `starts`.
 */
const program = (node: string): string => `#!${node}
const { appendFileSync, readFileSync } = require('node:fs')
const args = process.argv.slice(2)
const after = (name) => args[args.indexOf(name) + 1]
const dir = after('--dir')
appendFileSync(dir + '/starts', process.pid + '\\n')
const mode = readFileSync(dir + '/mode', 'utf8').trim()
const log = (target, text) => process.stderr.write('[' + new Date().toISOString().slice(0, 19) + 'Z INFO  ' + target + '] ' + text + '\\n')
if (mode === 'clap') {
  process.stderr.write("error: unexpected argument '--bogus' found\\n")
  process.exit(2)
}
log('post_service', 'POST network parameters: {}')
log('post_service', 'not configuring TLS')
if (mode === 'gives-up') {
  log('post_service::client', 'could not connect to the node: refused')
  process.stderr.write('Error: max retries (1) reached\\n')
  process.exit(1)
}
if (mode === 'stubborn') process.on('SIGTERM', () => log('post_service', 'not listening'))
if (args.includes('--operator-address')) {
  const [host, port] = after('--operator-address').split(':')
  const body = mode === 'proving' ? '{"Proving":{"nonces":{"start":0,"end":16},"position":0}}' : '"Idle"'
  require('node:http').createServer((_ask, answer) => answer.writeHead(200, { 'content-type': 'application/json' }).end(body)).listen(Number(port), host, () => {
    log('post_service::operator', 'running operator service on ' + host + ':' + port)
    work()
  })
} else work()
function work() {
  log('post_service::client', 'obtained metadata: PostMetadata { }')
  let n = 0
  setInterval(() => log('post::reader', 'Reading file: ' + (n += 1) + ' ' + 'x'.repeat(mode === 'chatty' ? 2000 : 0)), mode === 'chatty' ? 2 : 50)
}
`

const metadata = (last: string): string =>
  JSON.stringify({
    NodeId: `iGyVnP/pd0geiCNgLYrLBVrzF7DbZ+AUbPhm7l4yj${last}I=`,
    CommitmentAtxId: 'LuzIhg7rVidWB0zhIfrw8a61RK/uOOUIG3qpe6Czp10=',
    LabelsPerUnit: 1024,
    NumUnits: 1,
    MaxFileSize: 16384,
    Nonce: 1,
  })

/** Rows of services with what their slots say beside it. */
export const flatRows = (services: Programs) => services.rows().map(({ slot, ...row }) => ({ ...row, ...slot }))

export interface FakeRig {
  readonly folder: string
  readonly settings: Settings
  readonly program: string
  readonly key: (name: string) => SlotKey
  readonly data: (name: string) => string
  readonly mode: (name: string, mode: string) => Promise<void>
  readonly starts: (name: string) => Promise<number[]>
  readonly services: (part?: Partial<ProgramsOptions>) => Programs
}

/** A profile with one service per name; two names with the same first letter have the same identity. */
export async function fakeRig(names: readonly string[], operatorPort: number | null = null): Promise<FakeRig> {
  const folder = await mkdtemp(join(tmpdir(), 'smeshdesk-processes-'))
  const path = join(folder, 'post-service')
  await writeFile(path, program(process.execPath))
  await chmod(path, 0o755)
  const data = (name: string): string => join(folder, 'post', name)
  for (const name of names) {
    await mkdir(data(name), { recursive: true })
    await writeFile(join(data(name), 'postdata_metadata.json'), metadata(name[0] ?? 'a'))
    await writeFile(join(data(name), 'mode'), 'runs')
  }
  const operatorAddress = operatorPort === null ? null : `127.0.0.1:${operatorPort}`
  const operator = operatorAddress === null ? [] : ['--operator-address', operatorAddress]
  const settings = checkSettings({
    version: 1,
    simulated: true,
    nodes: [],
    services: names.map((name) => ({
      name,
      program: 'post-service',
      arguments: ['--dir', data(name), '--address', 'http://127.0.0.1:1', '--threads', '1', ...operator],
      dataFolder: data(name),
      node: null,
      operatorAddress,
    })),
  })
  await writeSettings(folder, settings)
  const resolved = resolvePaths(settings, folder)
  return {
    folder,
    settings: resolved,
    program: path,
    data,
    key: (name) => {
      const service = resolved.services.find((one) => one.name === name)
      if (service === undefined) throw new Error(`no service ${name}`)
      return { kind: 'service', name: service.name }
    },
    mode: (name, mode) => writeFile(join(data(name), 'mode'), mode),
    starts: async (name) => (await readFile(join(data(name), 'starts'), 'utf8').catch(() => '')).split('\n').filter(Boolean).map(Number),
    services: (part = {}) => createPrograms({ profileFolder: folder, settings: resolved, tickMs: 50, ...part }),
  }
}

/** Waits for a condition with a deadline; the last value is what the failure shows. */
export async function until<Value>(ask: () => Value | Promise<Value>, wanted: (value: Value) => boolean, ms = 15_000): Promise<Value> {
  const deadline = performance.now() + ms
  for (;;) {
    const value = await ask()
    if (wanted(value)) return value
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms, last seen: ${JSON.stringify(value)}`)
    await wait(20)
  }
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
