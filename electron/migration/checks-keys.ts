import { blindText } from './blind.ts'
import { type CheckFacts, fail, type Outcome, pass, unknown, warn } from './check-facts.ts'
import { generationOf, judgeCustody } from './custody.ts'
import { folderProblems, type KeyFolder, loadableNames } from './disk-facts.ts'
import { copiesInTheWay, sparesInside, strangersWithKey, unseenNodes, unseenStrangers } from './exclusive.ts'
import { targetKeyName } from './plan.ts'
import { judgeTombstone } from './tombstone.ts'

const notRead = (side: string) => unknown(`the ${side}'s data folder could not be read`)
const keysOf = (folder: KeyFolder) => folder.entries.filter(({ kind }) => kind === 'key')

/** The key lies at the source exactly once, in a regular file. */
export function sourceKey({ folders: { source }, identity }: CheckFacts): Outcome {
  if (source === null) return notRead('source')
  const names = loadableNames(source.keys, identity.id)
  if (names.length === 0) return fail('no loadable file holds this key at the source')
  if (names.length > 1) return fail(`the key lies there ${names.length} times: ${names.join(', ')}`)
  const wide = source.keys.entries.filter(({ name, mode }) => names.includes(name) && (mode & 0o077) !== 0)
  return wide.length === 0 ? pass(names.join()) : warn(`${names.join()} can be read by others`, { name: names.join() })
}

/** One broken file keeps a node from starting and takes every identity down. */
const cleanFolder =
  (side: 'source' | 'target') =>
  ({ folders }: CheckFacts): Outcome => {
    const folder = folders[side]
    if (folder === null) return notRead(side)
    const problems = folderProblems(folder.keys)
    return problems.length === 0
      ? pass(`${folder.keys.entries.length} key ${folder.keys.entries.length === 1 ? 'file' : 'files'}, none defective`)
      : fail(problems.join(', '), { files: problems.join(', ') })
  }
export const sourceFolderClean = cleanFolder('source')
export const targetFolderClean = cleanFolder('target')

/** A supervised node is one with `local.key`; turning one into a remote one is a way of its own, not part of a move. */
const remoteSetup =
  (side: 'source' | 'target') =>
  (facts: CheckFacts): Outcome => {
    const folder = facts.folders[side]
    if (folder === null) return notRead(side)
    if (folder.keys.names.includes('local.key')) return fail(`local.key lies in ${folder.path}/identities: a supervised node`)
    if (facts[side].smeshingStart === null) return unknown('smeshing-start is not known from its config')
    return facts[side].smeshingStart
      ? fail('smeshing-start is true in its config: it would not start with keys of its own')
      : pass('its keys are proven for by services')
  }
export const sourceIsRemote = remoteSetup('source')
export const targetIsRemote = remoteSetup('target')

/** A node started with no key makes a fresh `local.key` (docs/protocol.md §1), which then stands in the way of every other key. */
export function noFreshLocalKey({ folders: { source, target } }: CheckFacts): Outcome {
  if (target === null || source === null) return notRead(target === null ? 'target' : 'source')
  if (keysOf(target.keys).length === 0)
    return fail('the target has no key yet: a start would make a local.key that then stands beside this one')
  return keysOf(source.keys).length > 1
    ? pass('both nodes keep other keys')
    : warn('it is the last key at the source: that node stays stopped, because a start would make a new local.key', { last: 'yes' })
}

export function targetNameFree({ folders: { source, target }, identity }: CheckFacts): Outcome {
  if (source === null || target === null) return notRead(source === null ? 'source' : 'target')
  const name = targetKeyName(loadableNames(source.keys, identity.id)[0] ?? '', identity.id, target.keys.names)
  return name === null ? fail('both possible names of the key file are taken at the target') : pass(name, { name })
}

/** Two loadable copies are the one mistake that can't be undone. */
export function noOtherCopy({ folders: { target }, identity, source }: CheckFacts): Outcome {
  if (target === null) return notRead('target')
  const there = loadableNames(target.keys, identity.id)
  if (there.length > 0) return fail(`the target holds this key already, as ${there.join(', ')}`, { paths: there.join(', ') })
  const others = identity.copies.filter(({ path }) => !path.startsWith(`${source.dataFolder}/identities/`))
  const own = [source.dataFolder ?? '', target.path]
  const inTheWay = [...copiesInTheWay(identity, own), ...sparesInside(identity.copies, own)].join(', ')
  if (inTheWay !== '') return fail(`a node would load it, now or once renamed or repaired: ${inTheWay}`, { paths: inTheWay })
  return others.length === 0
    ? pass('no other copy found in the folders that are known')
    : warn(`copies that no node loads: ${others.map(({ path }) => path).join(', ')}`, { paths: others.map(({ path }) => path).join(', ') })
}

/** A node that lists it has it loaded, whatever the files say; one on another computer has only its answer to go by. */
export function notListedElsewhere({ identity, source }: CheckFacts): Outcome {
  const names = (found: typeof identity.nodes) => found.map(({ node }) => node).join(', ')
  const others = identity.nodes.filter(({ node }) => node !== source.name)
  const listing = names(others.filter(({ lists }) => lists === true))
  if (listing !== '') return fail(`${listing} lists it`, { nodes: listing })
  const unseen = unseenNodes(identity.nodes).join(', ')
  if (unseen !== '') return unknown(`which keys ${unseen} has loaded could not be asked`, { unseen })
  return others.length === 0 ? unknown('no other node was asked') : pass(`not listed by ${names(others)}`)
}

/** Nodes that run here and stand in no entry, and the places where nodes keep their data when nobody says. */
export function noStranger({ identity: { strangers, blind } }: CheckFacts): Outcome {
  const holding = strangersWithKey(strangers).join(', ')
  if (holding !== '') return fail(holding, { holding })
  const unseen = unseenStrangers(strangers).join(', ')
  if (unseen !== '') return unknown(unseen, { unseen })
  if (blind.length > 0) return unknown(blind.map(blindText).join(', '), { blind: blind.join(', ') })
  return pass(
    strangers.length === 0 ? 'no node runs here but those of the settings' : `${strangers.length} other data folders do not hold it`,
  )
}

/** Another name of the same file leads to the same key, and from the file alone nobody can tell where that name is. */
export function oneName({ folders: { source }, identity }: CheckFacts): Outcome {
  if (source === null) return notRead('source')
  const held = source.keys.entries.filter(({ name, links }) => loadableNames(source.keys, identity.id).includes(name) && links > 1)
  const path = held.map(({ name }) => `${source.path}/identities/${name}`).join(', ')
  return held.length === 0 ? pass('the key file has one name') : fail(`${path} has ${held[0]?.links} names on its disk`, { path })
}

export function noTombstone({ folders, identity }: CheckFacts): Outcome {
  for (const side of ['source', 'target'] as const) {
    const folder = folders[side]
    if (folder === null) return notRead(side)
    const finding = judgeTombstone(folder.tombstone, folder.lease, loadableNames(folder.keys, identity.id).length > 0)
    if (finding === 'broken') return unknown(`the note of an earlier move in ${folder.path}/smeshdesk can't be read`)
    if (finding === 'restored-old-copy')
      return fail(`this key was moved away from ${folder.path} and lies there again: an old copy?`, { path: folder.path })
  }
  return pass('no note of an earlier move speaks against it')
}

/** The newest note of all moves must say that the key lives at the source: else this is a copy of before, whoever brought it back. */
export function custody({ notes, folders: { source } }: CheckFacts): Outcome {
  if (source === null) return notRead('source')
  if (notes === null) return unknown('notes of earlier moves could not be read')
  const found = judgeCustody(notes, source.path)
  if (found.kind === 'broken') return unknown(`${found.path} can't be read`, { path: found.path })
  if (found.kind === 'elsewhere') return fail(found.says, { says: found.says })
  return pass(found.kind === 'first' ? 'it was never moved before' : `moved before, and here since (${generationOf(notes)})`)
}

export function noSymlinks({ folders: { source, target } }: CheckFacts): Outcome {
  if (source === null || target === null) return notRead(source === null ? 'source' : 'target')
  const found = [...source.symlinks, ...target.symlinks]
  return found.length === 0 ? pass('no symbolic link on the way') : fail(found.join(', '), { paths: found.join(', ') })
}
