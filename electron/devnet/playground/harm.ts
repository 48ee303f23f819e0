import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { marker } from '../shared/simulated-folder.ts'

/** What is needed to mend a file: its path, its size, its text. Keys in here are simulated. */
export interface Kept {
  readonly path: string
  readonly size?: number
  readonly text?: string
}

/** A folder of this rig that devnet made; everything else is left alone. */
function own(folder: string, ...names: string[]): string {
  const path = join(folder, ...names)
  if (!existsSync(join(folder, marker)) || !existsSync(join(path, marker))) throw new Error(`${path} was not made by a simulation`)
  return path
}

/** The one node's folder that would load this key. */
function holderOf(folder: string, nodes: readonly string[], key: string): string {
  const holders = nodes.filter((node) => existsSync(join(own(folder, node), 'identities', `${key}.key`)))
  const [holder] = holders
  if (holder === undefined || holders.length > 1) throw new Error(`${key}.key lies in ${holders.length} nodes, not in one`)
  return holder
}

/** Cuts the last data file in half. */
export function cutData(folder: string, service: string): Kept {
  const post = own(folder, 'post', service)
  const last = readdirSync(post)
    .filter((name) => /^postdata_\d+\.bin$/.test(name))
    .toSorted((one, other) => one.length - other.length || (one < other ? -1 : 1))
    .at(-1)
  if (last === undefined) throw new Error(`${post} has no data file`)
  const path = join(post, last)
  const { size } = statSync(path)
  truncateSync(path, Math.floor(size / 2))
  return { path, size }
}

/** Overwrites the end of a key file, as a failing disk might. */
export function breakKey(folder: string, nodes: readonly string[], key: string): Kept {
  const path = join(folder, holderOf(folder, nodes, key), 'identities', `${key}.key`)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, `${text.slice(0, 100)}\n`, { mode: 0o600 })
  return { path, text }
}

/** Copies a key into a second node's folder. What was there stays: a name that is taken is refused. */
export function copyKey(folder: string, nodes: readonly string[], key: string): Kept {
  const holder = holderOf(folder, nodes, key)
  const other = nodes.findLast((node) => node !== holder)
  if (other === undefined) throw new Error('there is no second node')
  const text = readFileSync(join(folder, holder, 'identities', `${key}.key`), 'utf8')
  const path = join(own(folder, other), 'identities', `${key}.key`)
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
  return { path, text }
}

export function mendData({ path, size }: Kept): void {
  if (size !== undefined) truncateSync(path, size)
}

export function mendKey({ path, text }: Kept): void {
  if (text !== undefined) writeFileSync(path, text, { mode: 0o600 })
}

/** Takes the copy away, if it is still the copy: what a move made of it since is nobody's to remove. */
export function removeCopy({ path, text }: Kept): void {
  if (text !== undefined && existsSync(path) && readFileSync(path, 'utf8') === text) rmSync(path)
}
