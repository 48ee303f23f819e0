import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// What is only for tests lies in `testing/` beside what it tests: nothing that ships imports it.
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const forTests = /(?:^|\/)testing\/|\.test\.tsx?$/

/** Modules that a text names, by any of the ways that bring one in: import, export, `import()`, a worker's URL. */
const named = (text: string): readonly string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport\(?|\bURL\()\s*['"`](\.[^'"`]+)['"`]/g)].map(([, path = '']) => path)
const brought = (text: string): readonly string[] => named(text).filter((path) => forTests.test(path))

test.each([
  ["import { rig } from './testing/rig.ts'", 1],
  ["export { rig } from '../rpc/testing/rig.ts'", 1],
  ["import './testing/rig.ts'", 1],
  ["const rig = await import('./testing/rig.ts')", 1],
  ["new Worker(new URL('./testing/rig.ts', import.meta.url))", 1],
  ["import { rig } from './rig.test.ts'", 1],
  ["import { render } from '@testing-library/react'", 0],
  ["import { rig } from './rig.ts'", 0],
])('%s', (text, found) => expect(brought(text)).toHaveLength(found))

test('nothing that ships imports what is only for tests', () => {
  const { stdout } = spawnSync('git', ['ls-files', '--', 'electron', 'renderer', 'proto'], { cwd: root, encoding: 'utf8' })
  const shipped = stdout.split('\n').filter((path) => /\.tsx?$/.test(path) && !forTests.test(path) && existsSync(join(root, path)))
  expect(shipped.length).toBeGreaterThan(400)
  expect(shipped.flatMap((path) => brought(readFileSync(join(root, path), 'utf8')).map((found) => `${path}: ${found}`))).toEqual([])
})
