// A node of the simulated network through the app's own session: started, restarted, killed from outside, stopped; its row tells all of it.
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { restartNode, startNode, stopNode } from '../../electron/app/node-commands.io.ts'
import { openSession, type Session } from '../../electron/app/session.io.ts'
import { RigName } from '../../electron/contract/model/basics.ts'
import { faultLog } from '../../electron/faults/index.ts'
import { isAlive, until } from './fake-service.ts'

const consoleProgram = new URL('../../electron/shell/console/main.ts', import.meta.url).pathname
const name = RigName.parse('Z')
let folder = ''
let session: Session | null = null

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

async function openRig(): Promise<Session> {
  folder = await mkdtemp(join(tmpdir(), 'smeshdesk-node-commands-'))
  let offset = 2_000
  while (!((await isFree(10_010 + offset)) && (await isFree(10_092 + offset)) && (await isFree(17_513 + offset)))) offset += 300
  execFileSync(process.execPath, [consoleProgram, 'devnet', 'rig', folder, '--speed', '10', '--port-offset', String(offset)])
  const log = () => undefined
  session = await openSession({ folder, version: '0', log, faults: faultLog(log), changed: () => undefined, owner: { isOurs: () => true } })
  return session
}

afterEach(async () => {
  const pid = session?.programs.slot({ kind: 'node', name })?.pid ?? null
  await session?.close()
  if (pid !== null && isAlive(pid)) process.kill(pid, 'SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const rowIn = (rig: Session) => rig.rows().nodes.find((node) => node.name === name)

/** As a person does it: what the row asks for is typed; when a proof began meanwhile, the new words are read and typed. */
const withWords = (rig: Session, command: (words: string) => Promise<void>): Promise<unknown> => {
  const tried = (): Promise<unknown> => {
    const words = rowIn(rig)?.slot?.stopWords ?? ''
    return command(words).then(
      () => 'done',
      (fault: unknown) => {
        if (rowIn(rig)?.slot?.stopWords === words || (fault as { code?: string }).code !== 'consent_mismatch') throw fault
        return tried()
      },
    )
  }
  return tried()
}

test('a node is started, restarted, dies and is stopped, and its row says each', async () => {
  const rig = await openRig()
  expect(rowIn(rig)?.slot).toMatchObject({ state: 'stopped', startClosed: null, stopClosed: 'not-running', lastEnd: null })

  await startNode(rig, name)
  const running = await until(
    () => rowIn(rig),
    (row) => row?.reach === 'answers' && row.slot?.state === 'running',
    60_000,
  )
  expect(running?.slot).toMatchObject({ startClosed: 'already-running', stopClosed: null, restartClosed: null })
  const first = running?.slot?.pid ?? 0

  await withWords(rig, (words) => restartNode(rig, { name, words }))
  const again = await until(
    () => rowIn(rig),
    (row) => row?.reach === 'answers' && row.slot?.state === 'running',
    60_000,
  )
  const second = again?.slot?.pid ?? 0
  expect(isAlive(first)).toBe(false)
  expect(second).not.toBe(first)
  expect(again?.slot?.lastEnd).toMatchObject({ by: 'person', exit: 0 })

  process.kill(second, 'SIGKILL')
  const dead = await until(
    () => rowIn(rig),
    (row) => row?.slot?.state === 'ended',
  )
  expect(dead).toMatchObject({ slot: { pid: null, startClosed: null, nextTryAt: null, lastEnd: { by: 'nobody', signal: 'SIGKILL' } } })
  expect(dead?.slot?.lastEnd?.lines.join()).not.toContain('INFO')

  await startNode(rig, name)
  await until(
    () => rowIn(rig),
    (row) => row?.slot?.state === 'running',
    60_000,
  )
  await withWords(rig, (words) => stopNode(rig, { name, words }))
  expect(rowIn(rig)?.slot).toMatchObject({ state: 'stopped', startClosed: null, lastEnd: { by: 'person' } })
})

test('while a move holds it, it is neither started, stopped nor restarted by a person', async () => {
  const rig = await openRig()
  await startNode(rig, name)
  await until(
    () => rowIn(rig)?.slot?.state,
    (state) => state === 'running',
    60_000,
  )
  await rig.programs.hold('move-1', [{ kind: 'node', name }])
  expect(rowIn(rig)?.slot).toMatchObject({ heldBy: 'move-1', stopClosed: 'held-by-migration', restartClosed: 'held-by-migration' })
  const words = rowIn(rig)?.slot?.stopWords ?? ''
  await expect(restartNode(rig, { name, words })).rejects.toMatchObject({ code: 'held_by_migration' })
  await expect(stopNode(rig, { name, words })).rejects.toMatchObject({ code: 'held_by_migration' })
  expect(isAlive(rowIn(rig)?.slot?.pid ?? 0)).toBe(true)
  await rig.programs.release('move-1')
})
