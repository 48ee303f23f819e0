// Who has the key on this computer besides the nodes of the settings, and what can't be seen from here: with real processes and folders.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lookForKey } from '../../electron/app/move-world/key-look.io.ts'
import { saw } from '../../electron/contract/seen.ts'
import { judgeElsewhere } from '../../electron/migration/exclusive.ts'
import type { KeyLook } from '../../electron/migration/index.ts'
import { makeKey } from '../../electron/migration/testing/keys.io.ts'
import { checkSettings } from '../../electron/settings/index.ts'
import type { SilenceFacts } from '../../electron/silence/index.ts'
import { judgeSilence } from '../../electron/silence/index.ts'

/** Opens the file or database that it is told to, or writes zeros over its own command line, where the kernel says that it lies. */
const program = `#!${process.execPath}
const { openSync, readFileSync, writeSync } = require('node:fs')
if (process.env.LOCKS) {
  const { DatabaseSync } = require('node:sqlite')
  globalThis.held = new DatabaseSync(process.env.LOCKS)
  held.exec('PRAGMA journal_mode=WAL; CREATE TABLE IF NOT EXISTS t(a); SELECT * FROM t')
}
if (process.env.WIPES) {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1).split(' ').map(Number)
  writeSync(openSync('/proc/self/mem', 'r+'), Buffer.alloc(fields[46] - fields[45]), 0, fields[46] - fields[45], fields[45])
}
if (process.env.OPENS) openSync(process.env.OPENS, 'a')
setInterval(() => undefined, 1000)
process.stdout.write('up')
`
const entry = fileURLToPath(new URL('key-look.entry.ts', import.meta.url))
const ownSpaces = process.platform === 'linux' && spawnSync('unshare', ['-m', 'true']).status === 0
const key = makeKey()
const spare = makeKey()
let rig = ''
let children: ChildProcess[] = []

const put = (path: string, held: string) => writeFileSync(join(rig, path), held, { mode: 0o600 })
beforeEach(() => {
  rig = mkdtempSync(join(tmpdir(), 'smeshdesk-key-look-'))
  for (const folder of ['A', 'B', 'Z', 'X']) mkdirSync(join(rig, folder, 'identities'), { recursive: true })
  put('A/identities/a1.key', key.text)
  put('B/identities/b1.key', spare.text)
  for (const name of ['go-spacemesh', 'other-program']) {
    put(name, program)
    chmodSync(join(rig, name), 0o755)
  }
  put('settings.json', JSON.stringify(settings))
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  rmSync(rig, { recursive: true })
})

const node = (name: string) => ({
  name,
  program: null,
  arguments: ['--filelock', `${name}.lock`, '-c', `${name}.json`],
  dataFolder: name,
  addresses: { public: null, private: null, post: '127.0.0.1:1' },
})
const settings = { version: 1, simulated: false, services: [], nodes: ['A', 'B', 'Z'].map(node) }
const here = () => checkSettings({ ...settings, nodes: settings.nodes.map((one) => ({ ...one, dataFolder: join(rig, one.dataFolder) })) })
const look = () => lookForKey(here(), key.id, { profileFolder: rig })
const [a, b] = checkSettings(settings).nodes
const judged = (seen: KeyLook) => {
  if (a === undefined || b === undefined) throw new Error('fixture')
  return judgeElsewhere(
    seen,
    { source: { node: a.name, folder: join(rig, 'A') }, target: { node: b.name, folder: join(rig, 'B') } },
    'target',
  )
}

interface Start {
  readonly env?: Record<string, string>
  readonly uid?: number
}
async function start(name: string, args: readonly string[], { env = {}, uid }: Start = {}): Promise<number> {
  const command = name.includes('/') ? name : join(rig, name)
  const child = spawn(command, args, {
    cwd: rig,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid && { uid, gid: uid }),
  })
  children.push(child)
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
  return child.pid ?? 0
}
const keyAtX = () => put('X/identities/x.key', key.text)
const stranger = async (pid: number) => {
  const seen = await look()
  return { seen, one: seen.strangers.find((some) => some.pid === pid) }
}

describe.skipIf(process.platform !== 'linux')('nodes outside the settings', () => {
  test('nobody else: the key is nowhere', async () => {
    const begun = performance.now()
    const seen = await look()
    const ms = Math.round(performance.now() - begun)
    expect(judged(seen)).toEqual({ kind: 'nowhere' })
    expect(seen.blind).toEqual([])
    // Two seconds, on a machine that has nothing else to do.
    expect(ms).toBeLessThan(20_000)
    process.stdout.write(`looking for the key with three nodes took ${ms} ms\n`)
  })

  test.each<[string, string, () => readonly string[], Start['env']?]>([
    ['its working folder and -d', 'go-spacemesh', () => ['-d', 'X']],
    ['-dFOLDER', 'go-spacemesh', () => [`-d${join(rig, 'X')}`]],
    ['-d=FOLDER', 'go-spacemesh', () => [`-d=${join(rig, 'X')}`]],
    ['--data-folder', 'go-spacemesh', () => ['--data-folder', join(rig, 'X')]],
    ['--data-folder=', 'go-spacemesh', () => [`--data-folder=${join(rig, 'X')}`]],
    ['its config', 'go-spacemesh', () => ['-c', 'x.json']],
    ['its config, under any name', 'other-program', () => ['--config=x.json']],
    ['-d under any name', 'other-program', () => ['-d', './X/']],
  ])('one that runs with the key is found by %s, and closes the plan', async (_how, name, args) => {
    keyAtX()
    put('x.json', JSON.stringify({ main: { 'data-folder': 'X' } }))
    const pid = await start(name, args())
    const { seen, one } = await stranger(pid)
    expect(one).toEqual({ pid, folder: join(rig, 'X'), keys: 'read', holds: [join(rig, 'X/identities/x.key')] })
    expect(judged(seen)).toMatchObject({
      kind: 'somewhere',
      detail: expect.stringContaining(saw('process-in', String(pid), join(rig, 'X'))),
    })
  })

  test('one that says nothing is found by the database it has open', async () => {
    keyAtX()
    const pid = await start('other-program', [], { env: { OPENS: join(rig, 'X/local.sql') } })
    expect((await stranger(pid)).one).toMatchObject({ folder: join(rig, 'X'), holds: [join(rig, 'X/identities/x.key')] })
  })

  test('one that says nothing has its data in its own home, which is looked into', async () => {
    const home = join(rig, 'home/spacemesh/identities')
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'local.key'), key.text)
    const pid = await start('/bin/bash', ['-c', 'echo up; exec -a /opt/go-spacemesh tail -f /dev/null'], {
      env: { HOME: join(rig, 'home') },
    })
    // The name it is found by comes with the program that it becomes.
    let found = await stranger(pid)
    while (found.one === undefined) found = await stranger(pid)
    expect(found.one).toMatchObject({ folder: join(rig, 'home/spacemesh'), holds: [join(home, 'local.key')] })
  })

  test('a hard link, a copy in another form and one under another name are found there as well; what a move retired is not', async () => {
    const pid = await start('go-spacemesh', ['-d', 'X'])
    linkSync(join(rig, 'A/identities/a1.key'), join(rig, 'X/identities/linked.key'))
    put('X/identities/a1.txt', `${key.text}\r\n`)
    put('X/identities/a1.key.moved-0123456789ab', key.text)
    expect((await stranger(pid)).one?.holds).toEqual(['a1.txt', 'linked.key'].map((name) => join(rig, 'X/identities', name)))
  })

  test('one without the key stands in nobody’s way', async () => {
    put('X/identities/x.key', spare.text)
    const pid = await start('go-spacemesh', ['-d', 'X'])
    const { seen, one } = await stranger(pid)
    expect(one).toEqual({ pid, folder: join(rig, 'X'), keys: 'read', holds: [] })
    expect(judged(seen)).toEqual({ kind: 'nowhere' })
  })

  test('one whose keys changed after its start may have loaded others', async () => {
    const pid = await start('go-spacemesh', ['-d', 'X'])
    put('X/identities/x.key', spare.text)
    const later = Date.now() / 1_000 + 60
    utimesSync(join(rig, 'X/identities'), later, later)
    const { seen, one } = await stranger(pid)
    expect(one?.keys).toBe('newer-than-start')
    expect(judged(seen)).toMatchObject({ kind: 'unknown', detail: expect.stringContaining(`["process-in","${pid}",`) })
  })

  test('one whose identities folder was taken away while it runs may have loaded whatever lay there', async () => {
    const pid = await start('go-spacemesh', ['-d', 'X'])
    rmSync(join(rig, 'X/identities'), { recursive: true })
    expect((await stranger(pid)).one).toMatchObject({ keys: 'newer-than-start', holds: [] })
  })

  test('one that wiped its command line is found by the database it has open', async () => {
    keyAtX()
    const pid = await start('other-program', [], { env: { WIPES: 'yes', OPENS: join(rig, 'X/local.sql') } })
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', '')).toBe('')
    expect((await stranger(pid)).one?.holds).toEqual([join(rig, 'X/identities/x.key')])
  })

  test.each<[string, string | null, () => readonly string[]]>([
    ['is gone', 'gone', () => ['-d', 'gone']],
    ['stands in a config that can not be read', null, () => ['-c', 'none.json']],
  ])('one whose folder %s is unknown, by its number', async (_how, folder, args) => {
    const pid = await start('go-spacemesh', args())
    const { seen, one } = await stranger(pid)
    expect(one).toEqual({ pid, folder: folder === null ? null : join(rig, folder), keys: 'not-read', holds: [] })
    expect(judged(seen)).toMatchObject({ kind: 'unknown', detail: expect.stringContaining(`["process-in","${pid}",`) })
  })

  test('a node of the settings is no stranger, nor is a program that merely names a folder', async () => {
    await start('go-spacemesh', ['-d', 'Z'])
    await start('other-program', ['-d', 'X'])
    await start('other-program', ['-c', 'echo'])
    const mine = (await look()).strangers.filter(
      ({ folder, pid }) => folder?.startsWith(rig) || children.some((child) => child.pid === pid),
    )
    expect(mine).toEqual([])
  })

  test.skipIf(!ownSpaces)('one in a mount space of its own is seen through its own mounts (needs the right to make one)', async () => {
    keyAtX()
    mkdirSync(join(rig, 'mounted'))
    const pid = await start('/usr/bin/unshare', [
      '-m',
      'sh',
      '-c',
      `mount --bind X mounted && exec ./go-spacemesh -d ${join(rig, 'mounted')}`,
    ])
    const { one } = await stranger(pid)
    expect(one).toMatchObject({ pid, folder: join(rig, 'mounted'), keys: 'read' })
    expect(one?.holds[0]).toContain('/identities/x.key')
  })

  test('copies of the key in every form are found beside data and in the folders of the settings', async () => {
    put('Z/identities/q.key', `${key.text}\n`)
    put('Z/backup.txt', `0x${key.text.toUpperCase()}`)
    writeFileSync(join(rig, 'Z/seed.bin'), Buffer.from(key.text.slice(0, 64), 'hex'))
    const seen = await look()
    expect(seen.copies).toEqual([
      { path: join(rig, 'A/identities/a1.key'), loadableBy: a?.name },
      { path: join(rig, 'Z/identities/q.key'), loadableBy: null, altered: true },
      { path: join(rig, 'Z/backup.txt'), loadableBy: null, altered: true },
      { path: join(rig, 'Z/seed.bin'), loadableBy: null, altered: true },
    ])
    expect(judged(seen)).toEqual({ kind: 'somewhere', detail: join(rig, 'Z/identities/q.key') })
  })
})

/** The same looks by a program that is started with other rights, or in spaces of its own. */
function lookFrom([first, ...words]: readonly [string, ...string[]]): { look: KeyLook; silence: SilenceFacts[] } {
  put(
    'settings.json',
    JSON.stringify({ ...settings, nodes: settings.nodes.map((one) => ({ ...one, dataFolder: join(rig, one.dataFolder) })) }),
  )
  const args = [...words, process.execPath, '--disable-warning=ExperimentalWarning', entry]
  return JSON.parse(execFileSync(first, [...args, join(rig, 'settings.json'), key.id, rig], { encoding: 'utf8', maxBuffer: 2 ** 24 }))
}
/** Root with another group and without the right to look into everybody's processes: as near to an ordinary user as its files allow. */
const withoutRights: readonly [string, ...string[]] = ['setpriv', '--regid', '65534', '--clear-groups', '--bounding-set', '-sys_ptrace']
const hiding = (how: string): readonly [string, ...string[]] => [
  'unshare',
  '-m',
  'sh',
  '-c',
  `mount -t proc -o hidepid=${how} proc /proc && exec ${withoutRights.join(' ')} "$0" "$@"`,
]

describe.skipIf(!ownSpaces)('what can not be seen is no proof (needs the right to make name spaces)', () => {
  test('from here, by a program without rights: all that counts is seen', () => {
    put('A/local.sql', '')
    const { look: seen, silence } = lookFrom(withoutRights)
    expect(seen.blind).toEqual([])
    expect(silence.map(({ blind }) => blind)).toEqual([[], [], []])
    expect(judgeSilence({ ...silence[0], autoStart: [] } as SilenceFacts).verdict).toBe('silent-proven')
  })

  test('a node of another user, who may be in a container, is looked into only where it has the database open', async () => {
    for (const folder of ['', 'X', 'Z']) chmodSync(join(rig, folder), 0o777)
    keyAtX()
    const ofX = await start('go-spacemesh', ['-d', join(rig, 'X')], { uid: 65534 })
    const ofZ = await start('go-spacemesh', ['-d', '/data'], { uid: 65534, env: { LOCKS: join(rig, 'Z/local.sql') } })
    const closed = lookFrom(withoutRights).look
    expect(closed.strangers.filter(({ pid }) => pid === ofX || pid === ofZ)).toEqual([
      { pid: ofX, folder: join(rig, 'X'), keys: 'not-read', holds: [] },
    ])
    expect(judged(closed)).toMatchObject({ kind: 'unknown', detail: expect.stringContaining(`["process-in","${ofX}",`) })
    const again = await start('go-spacemesh', ['-d', join(rig, 'X')], { uid: 65534, env: { LOCKS: join(rig, 'X/local.sql') } })
    const seen = lookFrom(withoutRights).look
    expect(seen.strangers.find(({ pid }) => pid === again)?.holds).toEqual([join(rig, 'X/identities/x.key')])
  })

  test.each(['1', '2', '4'])('/proc with hidepid=%s', async (how) => {
    put('A/local.sql', '')
    // Of another user, and only its command line says what it is.
    await start('/bin/sh', ['-c', 'echo up; read never', 'go-spacemesh', '-d', join(rig, 'A')], { uid: 65534 })
    const open = lookFrom(withoutRights).silence[0]
    expect(open && judgeSilence(open).verdict).toBe('active')
    const { look: seen, silence } = lookFrom(hiding(how))
    expect(seen.blind).toContain('hidden-processes')
    expect(silence[0]).toMatchObject({ usersComplete: false, blind: expect.arrayContaining(['hidden-processes']) })
    expect(silence[0] && judgeSilence(silence[0])).toMatchObject({
      verdict: 'unknown',
      because: expect.arrayContaining([expect.stringContaining('hidden-processes')]),
    })
  })

  test('in a process and network space of its own, beside a node that has the database open', async () => {
    await start('go-spacemesh', ['-d', join(rig, 'A')], { env: { LOCKS: join(rig, 'A/local.sql') } })
    const open = lookFrom(withoutRights).silence[0]
    expect(open).toMatchObject({ database: 'in-use' })
    const { look: seen, silence } = lookFrom(['unshare', '-p', '-f', '-n', '-m', '--mount-proc'])
    expect(seen.blind).toEqual(['process-space', 'network-space'])
    expect(judged(seen).kind).toBe('unknown')
    expect(silence[0]).toMatchObject({ usersComplete: false, database: 'unknown', users: [] })
    expect(silence[0] && judgeSilence(silence[0]).verdict).toBe('unknown')
  })
})
