import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PlaygroundNow, readPlayground, writeWhole } from '../shared/playground-file.ts'
import { marker } from '../shared/simulated-folder.ts'
import type { BreakName } from './breaks.ts'
import type { Kept } from './harm.ts'

/** What the maker of a playground must remember, beside what its programs read. */
export interface PlaygroundBook {
  readonly genesisMs: number
  readonly portOffset: number
  readonly broken: Readonly<Partial<Record<BreakName, { readonly since: number; readonly kept: Kept | null }>>>
}

export interface Playground {
  readonly folder: string
  readonly now: PlaygroundNow
  readonly book: PlaygroundBook
}

const folderOf = (folder: string): string => join(folder, 'playground')
/** The file that the programs read. */
export const nowFile = (folder: string): string => join(folderOf(folder), 'now.json')
const bookFile = (folder: string): string => join(folderOf(folder), 'book.json')

/** A playground whose clock stands at its genesis. */
export const newPlayground = (folder: string, genesisMs: number, portOffset: number): Playground => ({
  folder,
  now: { clock: { wall: Date.now(), network: genesisMs, rate: 0, told: 1 }, poetCut: false, slow: [] },
  book: { genesisMs, portOffset, broken: {} },
})

export function savePlayground({ folder, now, book }: Playground): void {
  mkdirSync(folderOf(folder), { recursive: true, mode: 0o700 })
  writeWhole(bookFile(folder), book)
  writeWhole(nowFile(folder), now)
}

/** Throws when the folder is no playground that devnet made. */
export function openPlayground(folder: string): Playground {
  if (!existsSync(join(folder, marker))) throw new Error(`${folder} was not made by a simulation`)
  const now = readPlayground(nowFile(folder))
  if (now === null) throw new Error(`${folder} is no playground`)
  return { folder, now, book: JSON.parse(readFileSync(bookFile(folder), 'utf8')) as PlaygroundBook }
}
