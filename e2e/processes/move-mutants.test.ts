import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { type Mutant, mutants } from '../../electron/migration/testing/mutants.ts'

/** All of them in a show, `SMESHDESK_MUTANTS=all`; else five, evenly spread, which leaves the whole test its time. */
const spread = Math.ceil(mutants.length / 5)
const tried = process.env.SMESHDESK_MUTANTS === 'all' ? mutants : mutants.filter((_, index) => index % spread === 0)
/** Two minutes of work; a busy machine takes several times as long. */
const longestMs = 600_000
const root = fileURLToPath(new URL('../../', import.meta.url))
// Inside the checkout, so that the libraries are found.
const scratch = join(root, 'out', 'mutants')
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Runs the guard's sweeps on a copy of the sources, with one patch. */
function guard(mutant: Mutant | null): Promise<{ code: number; says: string }> {
  const house = join(scratch, mutant === null ? 'whole' : mutant.name.replaceAll(/\W+/g, '-'))
  mkdirSync(house, { recursive: true })
  for (const folder of [
    'electron/contract',
    'electron/time',
    'electron/keys',
    'electron/silence',
    'electron/storage',
    'electron/migration',
    'e2e/move-harness',
  ])
    cpSync(join(root, folder), join(house, folder), { recursive: true })
  if (mutant !== null) {
    const file = join(house, 'electron', mutant.file)
    const text = readFileSync(file, 'utf8')
    if (text.split(mutant.find).length !== 2) throw new Error(`${mutant.name}: its text is not in ${mutant.file} exactly once`)
    writeFileSync(
      file,
      text.replace(mutant.find, () => mutant.replace),
    )
  }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(house, 'e2e/move-harness/guard.entry.ts')], { timeout: longestMs }, (error, stdout) =>
      resolve({ code: error === null ? 0 : 1, says: stdout.slice(0, 300) }),
    )
  })
}

// Each sweep is a program of its own: two at a time, as many as a small machine has processors.
test.concurrent('the sweeps find nothing in the sources as they are', { timeout: longestMs + 10_000 }, async () => {
  expect(await guard(null)).toEqual({ code: 0, says: '"no violation"\n' })
})

test.concurrent.each(tried.map((mutant) => [mutant.name, mutant] as const))(
  'noticed: %s',
  { timeout: longestMs + 10_000 },
  async (_name, mutant) => {
    const { code, says } = await guard(mutant)
    // A copy that does not even load says nothing, and proves nothing.
    expect(says).not.toBe('')
    expect(says).not.toContain('no violation')
    expect(code).toBe(1)
  },
)
