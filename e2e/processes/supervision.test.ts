// T21 to T32 of the supervisor, each a little: whole in the show (e2e/supervision, `npm run show -- 6 --only supervision`).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runForJson } from '../show/run-for-json.ts'
import type { Measured } from '../supervision/measured.ts'

let lines: readonly Measured[] = []
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-supervised-'))
  const { json, lastLine } = await runForJson('e2e/supervision/main.ts', ['--short'], join(folder, 'supervision.json'))
  rmSync(folder, { recursive: true, force: true })
  if (!Array.isArray(json)) throw new Error(lastLine)
  lines = json
}, 900_000)

test.each(['T21', 'T22', 'T23', 'T24', 'T25', 'T26', 'T27', 'T28', 'T29', 'T30', 'T31', 'T32'])('%s', (id) => {
  const own = lines.filter((line) => line.id === id)
  expect(own.length).toBeGreaterThan(0)
  expect(own.filter(({ holds }) => !holds)).toEqual([])
})
