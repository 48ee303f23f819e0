import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { faultLog } from '../../faults/index.ts'
import { manualClock } from '../../time/testing/manual-clock.ts'
import { type History, openHistory } from '../index.ts'

/** A folder with a history that is opened, closed and killed as a rig's is, on a clock that is moved. */
export function historyFolder(start = 1_000_000_000_000) {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-history-'))
  const path = join(folder, 'history.sqlite')
  const lines: string[] = []
  const { clock: awake, advance } = manualClock(start)
  let slept = 0
  const clock = { ...awake, now: () => awake.now() + slept }
  /** Time goes on, and no timer fires. */
  const sleep = (ms: number) => {
    slept += ms
  }
  const lives: { readonly history: History; readonly life: { isOurs: boolean } }[] = []
  const open = async (options: { readonly bytes?: number } = {}): Promise<History> => {
    const life = { isOurs: true }
    const faults = faultLog((line) => lines.push(line))
    const history = await openHistory(folder, { faults, mayWrite: () => life.isOurs, clock, ...options })
    lives.push({ history, life })
    return history
  }
  /** As a SIGKILL ends it: nothing more is written, and nobody says goodbye. */
  const kill = async () => {
    const last = lives.pop()
    if (last === undefined) return
    last.life.isOurs = false
    await last.history.close()
  }
  const end = async () => {
    for (const { history } of lives.splice(0)) await history.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const sql = (text: string): Record<string, unknown>[] => {
    const database = new DatabaseSync(path)
    try {
      return database.prepare(text).all() as Record<string, unknown>[]
    } finally {
      database.close()
    }
  }
  return { path, lines, open, kill, end, sql, advance, sleep, now: clock.now }
}
