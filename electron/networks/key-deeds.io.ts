import { deriveSmesherId, keyFileLimit, supervisedName } from '../keys/index.ts'
import { readMetadata } from '../post/index.ts'
import { nameDurably, realFs } from '../storage/index.ts'
import { type IdentityPlace, pathsOf } from './design.ts'
import type { Making } from './making.ts'
import { Trouble } from './network-world.ts'

/** A key that was seen nowhere else gets its place at once, or is looked for again. */
const freshMs = 5_000

/** It is kept: nobody deletes a key. */
export async function setOwnKeyAside({ kept, world }: Making): Promise<void> {
  const { keys, unused } = pathsOf(kept().design)
  const taken = await realFs.list(unused)
  let to = supervisedName
  for (let count = 2; taken.includes(to); count++) to = `local-${count}.key`
  await nameDurably(`${keys}/${supervisedName}`, `${unused}/${to}`)
  world.keysRenamed()
}

/** The identity of a key that was just made; it must be the one that its data was made for. */
async function idOf({ made, folder }: IdentityPlace) {
  const bytes = await realFs.read(made, keyFileLimit)
  const key = deriveSmesherId(bytes)
  bytes.fill(0)
  const data = await readMetadata(folder)
  if (!key.ok || !data.ok || data.metadata.nodeId !== key.id) throw new Trouble('key-differs', made)
  return key.id
}

/** Both acts that make a key loadable pass one gate (migration): nobody else has it, by a look of now; its node stands still. */
export async function putKey(making: Making, place: IdentityPlace): Promise<void> {
  const { kept, world, clock } = making
  const id = await idOf(place)
  const begun = clock.now()
  const found = await world.lookForNewKey(id, kept().design.name)
  if (found.kind !== 'nowhere') throw new Trouble(found.kind === 'somewhere' ? 'key-elsewhere' : 'elsewhere-unknown', found.detail)
  if (Math.abs(clock.now() - begun) > freshMs) throw new Trouble('elsewhere-unknown')
  await realFs.makeFolder(pathsOf(kept().design).keys, 0o700)
  await nameDurably(place.made, place.key)
  world.keysRenamed()
}

/** A crash left the one file with both names. */
export async function finishKey({ world }: Making, { made, key }: IdentityPlace): Promise<void> {
  const [one, other] = [await realFs.stat(made), await realFs.stat(key)]
  if (one === null || other === null) return
  if (one.device !== other.device || one.inode !== other.inode) throw new Trouble('key-differs', made)
  await realFs.unlink(made)
  await realFs.syncFolder(made.slice(0, made.lastIndexOf('/')))
  world.keysRenamed()
}
