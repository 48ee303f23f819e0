import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { edits, newFiles } from './poets.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Inside the checkout, so that the libraries are found. */
export const plantedHouse = join(root, 'out', 'planted')

const copied = ['electron', 'renderer', 'proto', '.ci/tsconfig.base.json', 'tsconfig.json', 'vite.config.ts', 'package.json']

function edit(file: string, [find, replace]: readonly [find: string, replace: string]): void {
  const path = join(plantedHouse, file)
  const text = readFileSync(path, 'utf8')
  if (text.split(find).length !== 2) throw new Error(`${file} does not hold exactly once: ${find}`)
  writeFileSync(
    path,
    text.replace(find, () => replace),
  )
}

/** A copy of the sources into which a program that no room knows is planted: its files, and the lines that name them. */
export function plant(): void {
  rmSync(plantedHouse, { recursive: true, force: true })
  for (const path of copied) cpSync(join(root, path), join(plantedHouse, path), { recursive: true })
  for (const [file, text] of Object.entries(newFiles)) {
    mkdirSync(dirname(join(plantedHouse, file)), { recursive: true })
    writeFileSync(join(plantedHouse, file), text)
  }
  for (const [file, ...change] of edits) edit(file, change)
}
