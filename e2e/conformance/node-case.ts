import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeIdentityKey } from '../../electron/devnet/rig/identity-key.ts'
import { marker } from '../../electron/devnet/shared/simulated-folder.ts'
import { type CaseToCheck, contentOf, givenText } from './case-file.ts'

/** The value after a flag, or after its equals sign; the first occurrence. */
export function argumentOf(argv: readonly string[], flag: string): string | null {
  const index = argv.indexOf(flag)
  if (index >= 0) return argv[index + 1] ?? null
  return argv.find((one) => one.startsWith(`${flag}=`))?.slice(flag.length + 1) ?? null
}

/** What must be done around the run, besides the files. */
export interface NodeSetUp {
  readonly takenPorts: readonly number[]
  /** A file on which another process must hold the lock. */
  readonly lockedFile: string | null
  /** Arguments of a first start that must have happened, null when none. */
  readonly firstStart: readonly string[] | null
  /** Started as this user. */
  readonly user: number | null
}

export interface NodePorts {
  readonly listeners: number
  readonly poet: number
}

/** The listeners of a version's recordings: all its cases shared them. */
export function portsOfRecordings(texts: readonly string[]): NodePorts {
  const all = texts.join('\n')
  const listener = /listen tcp 127\.0\.0\.1:(\d+)\d: bind/.exec(all)?.[1]
  const poet = /"RawRESTListener":"127\.0\.0\.1:(\d+)"/.exec(all)?.[1]
  return { listeners: listener === undefined ? 10_090 : Number(`${listener}0`), poet: poet === undefined ? 10_010 : Number(poet) }
}

function baseConfig({ listeners, poet }: NodePorts): Record<string, Record<string, unknown>> {
  const loopback = (port: number) => `127.0.0.1:${listeners + port}`
  return {
    api: {
      'grpc-public-listener': loopback(2),
      'grpc-private-listener': loopback(3),
      'grpc-post-listener': loopback(4),
      'grpc-json-listener': loopback(5),
    },
    ...(poet !== 10_010 && {
      main: { 'poet-servers': [{ address: `http://127.0.0.1:${poet}`, pubkey: Buffer.alloc(32).toString('base64') }] },
    }),
    smeshing: { 'smeshing-start': false },
    post: { 'post-labels-per-unit': 1024 },
  }
}

/** The recorded base config with the recorded keys changed in it. */
function configText(one: CaseToCheck, ports: NodePorts): string {
  const config = baseConfig(ports)
  for (const [path, value] of Object.entries(one.config ?? {})) {
    const [section = '', ...rest] = path.split('.')
    config[section] = { ...config[section], [rest.join('.')]: value }
  }
  return JSON.stringify({ preset: 'standalone', ...config }, null, 1)
}

function writeIdentities(one: CaseToCheck, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const given = one.given?.identities
  for (const [name, value] of Object.entries(typeof given === 'object' && given !== null ? given : {})) {
    const content = contentOf(value)
    if (content === null) throw new Error(`the content of ${name} is not given`)
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content, { mode: 0o600 })
  }
}

/** Set-ups that the recordings describe in words. Throws for words that are not known here. */
function setUpInWords(one: CaseToCheck, data: string, argv: readonly string[]): Partial<NodeSetUp> {
  const words = givenText(one, 'setup')
  const identities = join(data, 'identities')
  const named = /identities\/(\S+) is (.*)$/.exec(words)
  if (words === '' || words.includes('lies in identities/')) return {}
  if (named?.[1] !== undefined) {
    const path = join(identities, named[1])
    if (named[2]?.startsWith('a directory')) mkdirSync(path)
    else if (named[2]?.startsWith('a symlink to nothing')) symlinkSync(join(data, 'nothing.key'), path)
    else if (named[2]?.startsWith('a symlink to a good key')) {
      writeFileSync(join(dirname(data), 'outside.key'), makeIdentityKey().text, { mode: 0o600 })
      symlinkSync(join(dirname(data), 'outside.key'), path)
    } else throw new Error(`set-up not understood: ${words}`)
    return {}
  }
  return setUpAround(words, data, argv)
}

function setUpAround(words: string, data: string, argv: readonly string[]): Partial<NodeSetUp> {
  const mode = /key mode (\d+)/.exec(words)?.[1]
  if (mode !== undefined) {
    for (const name of readdirSync(join(data, 'identities'))) chmodSync(join(data, 'identities', name), Number.parseInt(mode, 8))
    return words.includes('another user') ? { user: 65_534 } : {}
  }
  const text = /names a file with the text (.*)$/.exec(words)?.[1]
  if (text !== undefined) {
    const path = argv.at(argv.lastIndexOf('-c') + 1)
    if (path !== undefined) writeFileSync(path, text)
    return {}
  }
  if (words.includes('flock(LOCK_EX) on the lock file')) return { lockedFile: argumentOf(argv, '--filelock') }
  if (words.includes('listens on the post listener')) return { takenPorts: [4] }
  const version = /local\.sql is a database with user_version (\d+)/.exec(words)?.[1]
  const garbage = /local\.sql is ([\d,]+) bytes of text/.exec(words)?.[1]
  if (version !== undefined) writeForeignDatabase(join(data, 'local.sql'), Number(version))
  else if (garbage !== undefined)
    writeFileSync(join(data, 'local.sql'), 'not a database '.repeat(600).slice(0, Number(garbage.replace(',', ''))))
  else if (words.includes('the first start of this folder had the genesis time')) {
    const last = argv.lastIndexOf('--genesis-time')
    return { firstStart: argv.filter((_, index) => index !== last && index !== last + 1) }
  } else throw new Error(`set-up not understood: ${words}`)
  return {}
}

function writeForeignDatabase(path: string, version: number): void {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA user_version = ${version}; CREATE TABLE foreign_table (id INTEGER PRIMARY KEY)`)
  database.close()
}

/** A temporary folder that only root may enter, where the recorded run met one. */
function closeTemporaryFolder(one: CaseToCheck, temporary: string): void {
  const path = /open <TMP>\/(\S+?)\/[^/\s]+: permission denied/.exec(one.stderr ?? '')?.[1]
  if (path !== undefined) mkdirSync(join(temporary, path), { recursive: true, mode: 0o700 })
}

function giveTo(user: number, folder: string): void {
  chmodSync(folder, 0o777)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      chmodSync(path, 0o777)
      giveTo(user, path)
    } else if (!entry.name.endsWith('.key')) chownSync(path, user, user)
  }
}

/** Lays out what a recorded start of the node found; `argv` has this machine's paths. Throws when it can't be done here. */
export function layOutNodeCase(
  one: CaseToCheck,
  argv: readonly string[],
  place: { ports: NodePorts; temporary: string; work: string },
): NodeSetUp {
  const data = argumentOf(argv, '-d') ?? argumentOf(argv, '--data-folder')
  const config = argumentOf(argv, '-c') ?? argumentOf(argv, '--config')
  const none: NodeSetUp = { takenPorts: [], lockedFile: null, firstStart: null, user: null }
  if (data === null) return none
  if (one.given?.identities === undefined && (one.identities_before ?? []).length > 0) throw new Error('the key files are not given')
  mkdirSync(data, { recursive: true })
  writeFileSync(join(data, marker), '')
  writeIdentities(one, join(data, 'identities'))
  if (config !== null) {
    mkdirSync(dirname(config), { recursive: true })
    writeFileSync(config, configText(one, place.ports))
  }
  const around = { ...none, ...setUpInWords(one, data, argv) }
  if (around.user !== null) giveTo(around.user, place.work)
  closeTemporaryFolder(one, place.temporary)
  return { ...around, takenPorts: around.takenPorts.map((port) => place.ports.listeners + port) }
}
