import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plant, plantedHouse } from './plant.ts'

const bin = (name: string, path: string) => join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), path)

/** Runs a tool in the planted house; what it says, when it fails. */
function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: plantedHouse, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const output of [child.stdout, child.stderr]) output.on('data', (text: Buffer) => (said += text.toString('utf8')))
    child.once('close', (exit) => resolve(exit === 0 ? '' : `exit ${exit}: ${said.slice(-3_000)}`))
  })
}
const vitest = (project: string, file: string) => run(bin('vitest', 'vitest.mjs'), ['run', '--project', project, file])

beforeAll(plant)
afterAll(() => rmSync(plantedHouse, { recursive: true, force: true }))

test('a sixth collection and a third kind of program compile, by the lines that name them', { timeout: 300_000 }, async () => {
  expect(await run(bin('typescript', 'bin/tsc'), ['-b', 'electron', 'renderer'])).toBe('')
})

test('the row of one comes from its client, through the core, to the mirror of the page', async () => {
  expect(await vitest('node', 'electron/poets/planted.test.ts')).toBe('')
})

test('it is shown by its own screen, in its own words', async () => {
  expect(await vitest('dom', 'renderer/features/poets/planted.test.tsx')).toBe('')
})
