import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../show/root.ts'

/** The repository's path of a file as the book names it: below `electron/` where it names no folder of the top. */
const pathOf = (name: string): string => {
  const below = name.startsWith('renderer/') ? name : `electron/${name}`
  const path = ['.ts', '.tsx'].map((ending) => `${below}${ending}`).find((one) => existsSync(join(root, one)))
  if (path === undefined) throw new Error(`docs/house.md names ${name}, which is not there`)
  return path
}

/** Files in the second column of the first table after these words. */
const filesAfter = (sentence: string): readonly string[] => {
  const [, after = ''] = readFileSync(join(root, 'docs/house.md'), 'utf8').split(sentence)
  const rows = (after.split('\n\n')[1] ?? '').split('\n').slice(2)
  return rows.flatMap((row) => (row.split('|')[2] ?? '').match(/`[^`]+`/g) ?? []).map((name) => pathOf(name.slice(1, -1)))
}

/** What the house's book tells of one answer of PostStates: the files that hand it on, and those that are asked beside. */
export const road = () => ({ way: filesAfter('from the wire to the pixel'), beside: filesAfter('Asked beside the way by those files') })
