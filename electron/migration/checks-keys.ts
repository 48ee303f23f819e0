import { saw } from '../contract/seen.ts'
import { blindText } from '../silence/index.ts'
import { type CheckFacts, fail, type Guards, type Outcome, pass, unknown, warn } from './check-facts.ts'
import { generationOf, judgeCustody } from './custody.ts'
import { folderProblems, type KeyFolder, loadableNames } from './disk-facts.ts'
import { copiesInTheWay, sparesInside, strangersWithKey, unseenNodes, unseenStrangers } from './exclusive.ts'
import { targetKeyName } from './plan.ts'
import { judgeTombstone } from './tombstone.ts'

const notRead = (side: string) => unknown(saw('folder-unread', side))
const keysOf = (folder: KeyFolder) => folder.entries.filter(({ kind }) => kind === 'key')

/** One broken file keeps a node from starting and takes every identity down. */
const cleanFolder =
  (side: 'source' | 'target') =>
  ({ folders }: CheckFacts): Outcome => {
    const folder = folders[side]
    if (folder === null) return notRead(side)
    const problems = folderProblems(folder.keys)
    return problems.length === 0
      ? pass(saw('key-files-sound', String(folder.keys.entries.length)))
      : fail(problems.join(', '), { files: problems.join(', ') })
  }

/** A supervised node is one with `local.key`; turning one into a remote one is a way of its own, not part of a move. */
const remoteSetup =
  (side: 'source' | 'target') =>
  (facts: CheckFacts): Outcome => {
    const folder = facts.folders[side]
    if (folder === null) return notRead(side)
    if (folder.keys.names.includes('local.key')) return fail(saw('supervised-node', `${folder.path}/identities`))
    if (facts[side].smeshingStart === null) return unknown(saw('smeshing-start-unknown'))
    return facts[side].smeshingStart ? fail(saw('smeshing-start-on')) : pass(saw('proven-by-services'))
  }

export const keyChecks = {
  /** The key lies at the source exactly once, in a regular file. */
  'source-key': ({ folders: { source }, identity }) => {
    if (source === null) return notRead('source')
    const names = loadableNames(source.keys, identity.id)
    if (names.length === 0) return fail(saw('key-not-there'))
    if (names.length > 1) return fail(saw('key-there-times', String(names.length), names.join(', ')))
    const wide = source.keys.entries.filter(({ name, mode }) => names.includes(name) && (mode & 0o077) !== 0)
    return wide.length === 0 ? pass(names.join()) : warn(saw('open-to-others', names.join()), { name: names.join() })
  },
  'source-folder-clean': cleanFolder('source'),
  'target-folder-clean': cleanFolder('target'),
  'source-is-remote': remoteSetup('source'),
  'target-is-remote': remoteSetup('target'),
  /** A node started with no key makes a fresh `local.key` (docs/protocol.md §1), which then stands in the way of every other key. */
  'no-fresh-local-key': ({ folders: { source, target } }) => {
    if (target === null || source === null) return notRead(target === null ? 'target' : 'source')
    if (keysOf(target.keys).length === 0) return fail(saw('target-without-key'))
    return keysOf(source.keys).length > 1 ? pass(saw('both-keep-keys')) : warn(saw('last-key'), { last: 'yes' })
  },
  'target-name-free': ({ folders: { source, target }, identity }) => {
    if (source === null || target === null) return notRead(source === null ? 'source' : 'target')
    const name = targetKeyName(loadableNames(source.keys, identity.id)[0] ?? '', identity.id, target.keys.names)
    return name === null ? fail(saw('names-taken')) : pass(name, { name })
  },
  /** Two loadable copies are the one mistake that can't be undone. */
  'no-other-copy': ({ folders: { target }, identity, source }) => {
    if (target === null) return notRead('target')
    const there = loadableNames(target.keys, identity.id)
    if (there.length > 0) return fail(saw('target-has-key', there.join(', ')), { paths: there.join(', ') })
    const others = identity.copies.filter(({ path }) => !path.startsWith(`${source.dataFolder}/identities/`))
    const own = [source.dataFolder ?? '', target.path]
    const inTheWay = [...copiesInTheWay(identity, own), ...sparesInside(identity.copies, own)].join(', ')
    if (inTheWay !== '') return fail(saw('would-be-loaded', inTheWay), { paths: inTheWay })
    return others.length === 0
      ? pass(saw('no-other-copy'))
      : warn(saw('spare-copies', others.map(({ path }) => path).join(', ')), { paths: others.map(({ path }) => path).join(', ') })
  },
  /** A node that lists it has it loaded, whatever the files say; one on another computer has only its answer to go by. */
  'not-listed-elsewhere': ({ identity, source }) => {
    const names = (found: typeof identity.nodes) => found.map(({ node }) => node).join(', ')
    const others = identity.nodes.filter(({ node }) => node !== source.name)
    const listing = names(others.filter(({ lists }) => lists === true))
    if (listing !== '') return fail(saw('listed-by', listing), { nodes: listing })
    const unseen = unseenNodes(identity.nodes).join(', ')
    if (unseen !== '') return unknown(saw('listing-unknown', unseen), { unseen })
    return others.length === 0 ? unknown(saw('nobody-asked')) : pass(saw('not-listed-by', names(others)))
  },
  /** Nodes that run here and stand in no entry, and the places where nodes keep their data when nobody says. */
  'no-stranger': ({ identity: { strangers, blind } }) => {
    const holding = strangersWithKey(strangers).join(', ')
    if (holding !== '') return fail(holding, { holding })
    const unseen = unseenStrangers(strangers).join(', ')
    if (unseen !== '') return unknown(unseen, { unseen })
    if (blind.length > 0) return unknown(blind.map(blindText).join(', '), { blind: blind.join(', ') })
    return pass(strangers.length === 0 ? saw('no-stranger') : saw('strangers-without-it', String(strangers.length)))
  },
  /** Another name of the same file leads to the same key, and from the file alone nobody can tell where that name is. */
  'one-name': ({ folders: { source }, identity }) => {
    if (source === null) return notRead('source')
    const held = source.keys.entries.filter(({ name, links }) => loadableNames(source.keys, identity.id).includes(name) && links > 1)
    const path = held.map(({ name }) => `${source.path}/identities/${name}`).join(', ')
    return held.length === 0 ? pass(saw('one-name')) : fail(saw('many-names', path, String(held[0]?.links)), { path })
  },
  'no-tombstone': ({ folders, identity }) => {
    for (const side of ['source', 'target'] as const) {
      const folder = folders[side]
      if (folder === null) return notRead(side)
      const finding = judgeTombstone(folder.tombstone, folder.lease, loadableNames(folder.keys, identity.id).length > 0)
      if (finding === 'broken') return unknown(saw('unreadable', `${folder.path}/smeshdesk`))
      if (finding === 'restored-old-copy') return fail(saw('old-copy', folder.path), { path: folder.path })
    }
    return pass(saw('no-note-against'))
  },
  /** The newest note of all moves must say that the key lives at the source: else this is a copy of before, whoever brought it back. */
  custody: ({ notes, folders: { source } }) => {
    if (source === null) return notRead('source')
    if (notes === null) return unknown(saw('notes-unread'))
    const found = judgeCustody(notes, source.path)
    if (found.kind === 'broken') return unknown(saw('unreadable', found.path), { path: found.path })
    if (found.kind === 'elsewhere') return fail(found.says, { says: found.says })
    return pass(found.kind === 'first' ? saw('never-moved') : saw('moved-before', String(generationOf(notes))))
  },
  'no-symlinks': ({ folders: { source, target } }) => {
    if (source === null || target === null) return notRead(source === null ? 'source' : 'target')
    const found = [...source.symlinks, ...target.symlinks]
    return found.length === 0 ? pass(saw('no-links')) : fail(found.join(', '), { paths: found.join(', ') })
  },
} satisfies Guards
