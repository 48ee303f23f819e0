// A rig of thirty identities in six layouts, found from what runs, lies and starts there: all of it, nothing else, and nothing opened for writing.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Found, FoundNode, FoundService, Ground } from '../../electron/contract/model/found.ts'
import { saw } from '../../electron/contract/seen.ts'
import { whyNoStrace } from '../move-harness/sweep.ts'
import { type FoundRig, makeFoundRig } from './found-rig.ts'

const entry = fileURLToPath(new URL('found-rig.entry.ts', import.meta.url))
const reportFile = fileURLToPath(new URL('../../test-results/found-rig.json', import.meta.url))
/** Processes and mounts of its own: what else runs on this computer is not its rig. */
const spaces = ['unshare', '-pfnm', '--mount-proc']
const whyNot = spawnSync('unshare', [...spaces.slice(1), 'true']).status === 0 ? whyNoStrace() : 'no spaces of its own here'

let folder = ''
let rig: FoundRig
let found: Found
let ms = 0
const calls =
  'open,openat,openat2,creat,mkdir,mkdirat,unlink,unlinkat,rename,renameat,renameat2,truncate,ftruncate,link,linkat,symlink,symlinkat,chmod,fchmodat'

beforeAll(() => {
  if (whyNot !== null) return
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'smeshdesk-found-')))
  rig = makeFoundRig(folder)
  const traced = ['strace', '-f', '-qq', '-o', join(folder, 'calls.log'), '-e', `trace=${calls}`]
  const look = [process.execPath, '--disable-warning=ExperimentalWarning', entry, rig.root, rig.home]
  const began = performance.now()
  const env = { ...process.env, NODE_COMPILE_CACHE: '' }
  const { stdout, stderr, status } = spawnSync(spaces[0] ?? '', [...spaces.slice(1), 'sh', rig.script, ...traced, ...look], {
    encoding: 'utf8',
    env,
    timeout: 100_000,
  })
  ms = performance.now() - began
  if (status !== 0) throw new Error(stderr)
  found = JSON.parse(stdout)
})
afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true })
})

type Thing = FoundNode | FoundService
const folderOf = ({ draft }: Thing): string => draft.dataFolder?.path ?? '?'
const isAbout = ({ by }: Ground): boolean => by !== 'process' && by !== 'place' && by !== 'node'
const plain = (thing: Thing, kind: 'node' | 'service') => ({
  kind,
  folder: folderOf(thing),
  runs: thing.pid !== null,
  of: 'of' in thing ? (found.nodes.find(({ id }) => id === thing.of)?.draft.dataFolder?.path ?? null) : null,
  supervised: 'supervised' in thing && thing.supervised,
  grounds: thing.grounds
    .filter(isAbout)
    .map(({ by, what }) => `${by} ${what}`)
    .sort(),
})
const byFolder = (one: { folder: string }, other: { folder: string }) => (one.folder < other.folder ? -1 : 1)
const listed = () => [...found.nodes.map((one) => plain(one, 'node')), ...found.services.map((one) => plain(one, 'service'))].sort(byFolder)
const wanted = () => rig.expected.map((one) => ({ ...one, grounds: [...one.grounds].sort() })).sort(byFolder)

const writes = () =>
  readFileSync(join(folder, 'calls.log'), 'utf8')
    .split('\n')
    .filter((line) => (/\bopen(?:at2?)?\(/.test(line) ? /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND/.test(line) : /^\d+ +\w+\(/.test(line)))
    .filter((line) => !/"\/dev\/(?:null|tty)"/.test(line))

test.skipIf(whyNot !== null)('every process, folder, config and start is listed, none is invented', () => {
  expect(listed()).toEqual(wanted())
  expect(found.loose.map(({ path }) => path)).toEqual(rig.loose)
  expect(found.starts.map(({ by, what }) => `${by} ${what}`)).toEqual(rig.starts)
})

test.skipIf(whyNot !== null)('who runs says so by its process; what asks nothing is chosen beforehand, what does is not', () => {
  for (const { pid, grounds } of [...found.nodes, ...found.services])
    expect(grounds.filter(({ by }) => by === 'process')).toEqual(pid === null ? [] : [{ by: 'process', what: String(pid), on: null }])
  const open = [...found.nodes, ...found.services].filter(({ undecided }) => undecided.length > 0)
  expect(open.map((thing) => `${folderOf(thing).replace(`${rig.home}/`, '')} ${thing.undecided.join()}`).sort()).toEqual([
    'post/old0 no-node',
    'post/old1 no-node',
    'post/old2 no-node',
    'post/old3 not-running',
  ])
  expect(found.nodes.map(({ holds }) => holds.join()).sort()).toEqual([
    'keys,rows,network-state',
    'keys,rows,network-state',
    'keys,rows,network-state',
    'keys,rows,network-state',
    'local-key,rows,network-state',
    'local-key,rows,network-state,smapp',
    'old-rows,network-state',
  ])
})

test.skipIf(whyNot !== null)('what can’t be seen from there is said', () => {
  expect(found.unseen).toEqual(expect.arrayContaining([saw('blind-process-space'), saw('blind-network-space')]))
})

test.skipIf(whyNot !== null)('nothing is opened for writing, made, renamed or taken away', () => {
  expect(readFileSync(join(folder, 'calls.log'), 'utf8')).toContain('O_RDONLY')
  expect(writes()).toEqual([])
})

test('the figures are kept', () => {
  mkdirSync(join(reportFile, '..'), { recursive: true })
  const folders = whyNot === null ? new Set(wanted().map((one) => JSON.stringify(one))) : new Set<string>()
  const seen = whyNot === null ? listed().map((one) => JSON.stringify(one)) : []
  const figures = {
    ranHere: whyNot ?? 'yes',
    identities: whyNot === null ? rig.identities : 0,
    listed: seen.length,
    missing: [...folders].filter((one) => !seen.includes(one)).length,
    invented: seen.filter((one) => !folders.has(one)).length,
    writes: whyNot === null ? writes().length : 0,
    ms: Math.round(ms),
  }
  writeFileSync(reportFile, JSON.stringify(figures))
  expect(figures.ranHere === 'yes' ? figures.identities : 30).toBe(30)
})
