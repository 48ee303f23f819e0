import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SmesherId } from '../../electron/contract/model/basics.ts'
import { copyViolations } from '../oracle/key-copies.ts'
import { readKeyFolders } from '../oracle/key-folders.ts'
import { dataFolder, hostileInit, loadable, prepareRig, rowsOf, sides } from './disk-nodes.ts'
import { beginOnly, movingId, runMove } from './run-move.ts'

const entry = fileURLToPath(new URL('./run-move.entry.ts', import.meta.url))

/** Calls that change something; `more` only come before or after one of those. */
export const calls = ['write', 'pwrite64', 'fsync', 'rename', 'link', 'unlink', 'ftruncate', 'mkdir', 'chmod', 'copy_file_range']
export const more = ['openat', 'close']

/** One disturbance: at the n-th of a call that touches the plan's paths, kill the executor or fail the call. */
export interface Point {
  readonly call: string
  readonly at: number
  readonly how: string
}

/** `null` when strace can trace here; else why not. */
export function whyNoStrace(): string | null {
  const { status, error, stderr } = spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], { encoding: 'utf8' })
  if (error !== undefined) return 'strace is not installed'
  return status === 0 ? null : `strace may not trace here: ${stderr.trim().split('\n')[0]}`
}

interface Prepared {
  readonly rig: string
  readonly id: SmesherId
  readonly batch: string
  /** Of every key before anything was touched. */
  readonly keyTexts: readonly string[]
}

const keyFolders = (rig: string) => readKeyFolders(sides.map((side) => join(dataFolder(rig, side), 'identities')))
export const keyTextsOf = (rig: string): string[] =>
  Object.values(keyFolders(rig)).flatMap((entries) => entries.flatMap(({ text }) => text ?? []))

async function prepare(rig: string): Promise<Prepared> {
  rmSync(rig, { recursive: true, force: true })
  prepareRig(rig)
  const [id, keyTexts] = [movingId(rig), keyTextsOf(rig)]
  return { rig, id, keyTexts, batch: await beginOnly(rig, id) }
}

/** Every path of the plan, spelled as the executor opens it. */
function planPaths({ rig, id, batch }: Prepared): string[] {
  const [attic, home, folder] = [join(rig, 'attic'), join(rig, 'home'), join(rig, 'profile/batches', batch)]
  const note = id.slice(0, 16)
  const databases = [`${home}/local.sql`, `${home}/local.sql.staged-${batch}`, `${home}/local.sql.before-${batch}`, `${attic}/local.sql`]
  return [
    `${attic}/identities`,
    `${attic}/identities/a1.key`,
    `${attic}/identities/a1.key.moved-${batch}`,
    attic,
    `${attic}/smeshdesk`,
    `${attic}/smeshdesk/MOVED-${note}.json`,
    `${home}/identities`,
    `${home}/identities/a1.key`,
    `${home}/identities/.a1.key.tmp-${batch}`,
    home,
    `${home}/smeshdesk`,
    `${home}/smeshdesk/LEASE-${note}.json`,
    folder,
    `${folder}/journal.jsonl`,
    `${folder}/copies`,
    ...databases.flatMap((path) => [path, `${path}-wal`, `${path}-shm`, `${path}-journal`]),
  ]
}

/** Runs the executor under strace; resolves with its exit, or the signal that ended it. */
function traced(prepared: Prepared, args: readonly string[]): Promise<{ code: number | null; signal: string | null }> {
  const paths = planPaths(prepared).flatMap((path) => ['-P', path])
  const child = spawn(
    'strace',
    ['-f', '-qq', ...args, ...paths, process.execPath, '--disable-warning=ExperimentalWarning', entry, prepared.rig, prepared.id],
    {
      stdio: 'ignore',
    },
  )
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })))
}

/** How often each call touches the plan's paths in one undisturbed move. */
export async function countCalls(rig: string): Promise<Map<string, number>> {
  const log = join(rig, '..', 'count.log')
  await traced(await prepare(rig), ['-o', log, '-e', `trace=${[...calls, ...more].join()}`])
  const counts = new Map<string, number>()
  for (const [, call = ''] of readFileSync(log, 'utf8').matchAll(/^\d+ +(?:<\.\.\. )?([a-z0-9_]+)[( ]/gm))
    counts.set(call, (counts.get(call) ?? 0) + 1)
  return counts
}

/** What must hold at any moment, whoever starts the nodes: at most one place loads a key, no node refuses to start, no key is lost. */
export const looks = ({ rig, keyTexts }: Pick<Prepared, 'rig' | 'keyTexts'>): string[] => [
  ...copyViolations(keyFolders(rig), keyTexts),
  ...sides.flatMap((side) => loadable(rig, side).refuses ?? []),
]

/** Rows of the identities that live at the target all the time: how many each has. A start changes what they say, never their number. */
function residents(rig: string, id: SmesherId): string {
  const counted = [...rowsOf(rig, 'home')].filter(([own]) => own !== id).map(([own, text]) => `${own}:${text.split('\n').length}`)
  return counted.sort((a, b) => (a < b ? -1 : 1)).join()
}

const sameRows = (rig: string, id: SmesherId): boolean => rowsOf(rig, 'home').get(id) === rowsOf(rig, 'attic').get(id)

function judgeEnd({ rig, id }: Prepared, state: string, before: { residents: string; armedWithRows: boolean }): string[] {
  const at = sides.filter((side) => loadable(rig, side).ids.includes(id)).join()
  const said = at === (state === 'moved' ? 'home' : 'attic') ? [] : [`${state}, but loadable at ${at}`]
  const rows = state === 'moved' ? before.armedWithRows || sameRows(rig, id) : rowsOf(rig, 'home').get(id) === undefined
  return [
    ...said,
    ...(rows ? [] : [`${state}, but the rows do not fit`]),
    ...(residents(rig, id) === before.residents ? [] : ['rows of others changed']),
  ]
}

/** One point: disturb, start both nodes at once, run again until it ends. */
export async function tryPoint(
  rig: string,
  point: Point,
  want: 'move' | 'abort',
): Promise<{ hit: boolean; state: string; violations: string[] }> {
  const prepared = await prepare(rig)
  const own = residents(rig, prepared.id)
  const { signal } = await traced(prepared, [
    '-o',
    '/dev/null',
    '-e',
    `trace=${point.call}`,
    '-e',
    `inject=${point.call}:${point.how}:when=${point.at}`,
  ])
  const violations = looks(prepared)
  // From the moment the target starts with the key its rows go their own way.
  const armed = loadable(rig, 'home').ids.includes(prepared.id)
  const armedWithRows = armed && sameRows(rig, prepared.id)
  if (armed && !armedWithRows) violations.push('armed with other rows than the source had')
  hostileInit(rig)
  let result = { state: '', activity: '', problem: '' }
  for (let round = 0; round < 6 && result.activity !== 'ended'; round++) {
    result = await runMove(rig, prepared.id, want)
    violations.push(...looks(prepared))
  }
  if (result.activity !== 'ended') violations.push(`ended as ${result.state}: ${result.problem}`)
  else violations.push(...judgeEnd(prepared, result.state, { residents: own, armedWithRows }))
  return { hit: signal === 'SIGKILL', state: result.state, violations }
}
