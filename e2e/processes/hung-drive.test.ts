// A drive whose server is gone: a real file system, mounted in a space of its own, that answers nothing at all.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { makeKey } from '../../electron/migration/testing/keys.io.ts'

const entry = fileURLToPath(new URL('hung-drive.entry.ts', import.meta.url))
/** The program that would answer is this shell, which never reads what it is asked. */
const mounted = 'exec 3<>/dev/fuse && mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 hung "$0" && "$@" 3>&-'
const inSpace = (folder: string, command: readonly string[]) =>
  spawnSync('unshare', ['-m', 'sh', '-c', mounted, folder, ...command], { encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' })
const canMount = () => {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-mount-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return inSpace(folder, ['true']).status === 0
}

test('a drive that never answers is told as such, holds up nothing else, and is not asked twice', { timeout: 90_000 }, ({ skip }) => {
  skip(!canMount(), 'no file system can be mounted here')
  const root = mkdtempSync(join(tmpdir(), 'smeshdesk-hung-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const dead = join(root, 'dead')
  for (const folder of ['dead', 'home/identities']) mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, 'home/identities/a.key'), makeKey().text, { mode: 0o600 })
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', entry, root, dead]
  const { stdout, stderr } = inSpace(dead, node)
  // What hangs keeps no process from its end.
  expect(stderr.trim()).toBe('Killed')
  const { order, first, again, threads, scans, mount } = JSON.parse(stdout)
  // The node on the sound disk is told while all 32 others are still waited for; then none of those has answered.
  expect(order).toEqual(['home', ...Array(32).fill('["not-yet"]')])
  expect(first).toMatchObject({ copies: [1], unread: Array(32).fill('["no-answer"]') })
  // Nobody waits again for what hangs, and no more than a few threads do, once.
  expect(again).toBeLessThan(2_000)
  expect([first.threads, threads]).toEqual([expect.toSatisfy((count: number) => count <= 8), first.threads])
  expect([scans, mount]).toEqual([['read', 'unreadable'], dead])
})
