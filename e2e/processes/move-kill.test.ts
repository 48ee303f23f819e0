import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls, countCalls, more, type Point, tryPoint, whyNoStrace } from '../move-harness/sweep.ts'

/** `SMESHDESK_ALL=1` tries every point; else as many, spread evenly, as fit the time: `SMESHDESK_SWEEP_MS` for each sweep. */
const all = process.env.SMESHDESK_ALL === '1'
const budgetMs = all ? Number.POSITIVE_INFINITY : Number(process.env.SMESHDESK_SWEEP_MS ?? 20_000)
const figures = fileURLToPath(new URL('../../test-results/move-kill.json', import.meta.url))
const why = whyNoStrace()

let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'smeshdesk-sweep-'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

interface Swept {
  readonly possible: number
  points: number
  hits: number
  readonly ends: Record<string, number>
  readonly violations: { point: Point; says: string[] }[]
}

/** Evenly spread: first every 16th point, then those between, and so on, so that a cut sweep has looked everywhere. */
function spread(points: readonly Point[]): Point[] {
  const order = (index: number) => [16, 8, 4, 2, 1].findIndex((step) => index % step === 0)
  return points
    .map((point, index) => ({ point, index }))
    .sort((a, b) => order(a.index) - order(b.index) || a.index - b.index)
    .map(({ point }) => point)
}

async function sweep(rig: string, points: readonly Point[]): Promise<Swept> {
  const swept: Swept = { possible: points.length, points: 0, hits: 0, ends: {}, violations: [] }
  const begun = performance.now()
  for (const point of spread(points)) {
    if (performance.now() - begun > budgetMs) break
    const { hit, state, violations } = await tryPoint(rig, point, swept.points % 3 === 2 ? 'abort' : 'move')
    swept.points++
    if (hit) swept.hits++
    swept.ends[state] = (swept.ends[state] ?? 0) + 1
    if (violations.length > 0) swept.violations.push({ point, says: violations })
  }
  return swept
}

const report: Record<string, unknown> = { ranHere: why ?? 'yes' }
afterAll(() => {
  mkdirSync(join(figures, '..'), { recursive: true })
  writeFileSync(figures, JSON.stringify(report, null, 2))
})

// Where strace may not trace, the last test names the reason and the figures say "not run".
const tracing = test.runIf(why === null)

tracing(
  'killed at any call that touches the plan, then both nodes started at once: one loadable copy, and a re-run ends',
  { timeout: 1_800_000 },
  async () => {
    const rig = join(work, 'kill', 'rig')
    mkdirSync(join(work, 'kill'))
    const counts = await countCalls(rig)
    const wanted = all ? [...calls, ...more] : calls
    const points = wanted.flatMap((call) =>
      Array.from({ length: counts.get(call) ?? 0 }, (_, index): Point => ({ call, at: index + 1, how: 'signal=KILL' })),
    )
    expect(points.length).toBeGreaterThan(100)
    const swept = await sweep(rig, points)
    report.kill = swept
    console.log('kill -9 at a call', JSON.stringify({ ...swept, violations: swept.violations.length }))
    expect(swept.violations).toEqual([])
    expect(swept.hits).toBeGreaterThan(swept.points * 0.5)
    expect(swept.ends.moved).toBeGreaterThan(0)
  },
)

tracing('every call that fails (EIO, ENOSPC, EACCES) is survived the same way', { timeout: 1_800_000 }, async () => {
  const rig = join(work, 'errors', 'rig')
  mkdirSync(join(work, 'errors'))
  const counts = await countCalls(rig)
  const failing = {
    fsync: 'EIO',
    write: 'ENOSPC',
    pwrite64: 'ENOSPC',
    rename: 'EACCES',
    link: 'EACCES',
    unlink: 'EACCES',
    openat: 'EACCES',
    ftruncate: 'EIO',
  }
  const points = Object.entries(failing).flatMap(([call, code]) =>
    Array.from({ length: counts.get(call) ?? 0 }, (_, index): Point => ({ call, at: index + 1, how: `error=${code}` })),
  )
  const swept = await sweep(rig, points)
  report.errors = swept
  console.log('failed calls', JSON.stringify({ ...swept, violations: swept.violations.length }))
  expect(swept.violations).toEqual([])
})

test('the sweep ran, or says why it could not', () => {
  if (why !== null) console.log(`move-kill: not run: ${why}`)
  expect(why === null || why.length > 10).toBe(true)
})
