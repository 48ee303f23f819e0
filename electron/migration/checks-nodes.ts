import { saw } from '../contract/seen.ts'
import { judgeSilence } from '../silence/index.ts'
import { canHardLink, isInMemory } from '../storage/index.ts'
import { fail, type Guards, type Outcome, type PlaceLook, pass, unknown, warn } from './check-facts.ts'
import { usersBeside } from './consent-names.ts'
import { schemaDifference } from './rows.ts'

/** First 20 bytes of mainnet's golden ATX. */
export const mainnetGenesis = '9eebff023abb17ccb775c602daade8ed708f0a50'
/** Tests of an own swap need room for the copies and the staged file. */
const spareBytes = 16 * 1024 * 1024
/** |local clock − node| above this stops a move. */

export const clockSkewLimitMs = 2_000

/** Each part of the folder may be a disk of its own: what would stop a move half-way, or prove nothing. */
function unfitDisk(disks: readonly PlaceLook[]): Outcome | null {
  const whole = disks[0]?.fileSystem ?? null
  for (const { path, fileSystem, mount, beside } of disks) {
    if (fileSystem === null) return unknown(saw('locks-prove-nothing', path), { path, why: 'not-local' })
    if (!canHardLink(fileSystem)) return fail(saw('no-hard-links', path, fileSystem), { path, why: 'no-links', fileSystem })
    // A folder that is wholly in memory is its owner's own choice.
    if (isInMemory(fileSystem) && whole !== null && !isInMemory(whole)) return fail(saw('in-memory', path), { path, why: 'in-memory' })
    const next = disks.find((one) => one.path === beside)
    if (next !== undefined && next.mount !== mount) return fail(saw('own-mount', path), { path, why: 'own-mount' })
  }
  return null
}

export const nodeChecks = {
  'two-nodes': ({ source, target }) => {
    if (source.dataFolder === null || target.dataFolder === null) return unknown(saw('folder-unknown'))
    return source.name !== target.name && source.dataFolder !== target.dataFolder
      ? pass(saw('two', source.dataFolder, target.dataFolder))
      : fail(saw('one-node'))
  },
  'same-world': ({ source, target }) =>
    source.simulated === target.simulated ? pass(saw(source.simulated ? 'both-simulated' : 'both-real')) : fail(saw('worlds-differ')),
  'same-genesis': ({ source, target }) => {
    if (source.genesisId === null || target.genesisId === null) return unknown(saw('genesis-unknown'))
    return source.genesisId === target.genesisId ? pass(source.genesisId) : fail(saw('two', source.genesisId, target.genesisId))
  },
  /** Arming on mainnet stays closed until the conformance run against the real programs is on record (product). */
  'mainnet-closed': ({ target, mainnetAllowed }) => {
    if (target.genesisId === null) return unknown(saw('genesis-unknown'))
    if (target.genesisId !== mainnetGenesis || mainnetAllowed) return pass(target.genesisId)
    return fail(saw('mainnet-closed'))
  },
  'same-version': ({ source, target }) => {
    if (source.version === null || target.version === null) return unknown(saw('version-unknown'))
    const strange = [source, target].find(({ version }) => !/^v?\d+\.\d+\.\d+/.test(version ?? ''))
    // Equal names of another line say nothing of what the program does.
    if (strange !== undefined) return unknown(saw('version-odd', strange.name, strange.version ?? ''))
    return source.version === target.version ? pass(source.version) : fail(saw('two', source.version, target.version))
  },
  'can-restart': ({ source, target }) => {
    const closed = [source, target].filter(({ canStart }) => !canStart).map(({ name }) => name)
    return closed.length === 0 ? pass(saw('starts-known')) : fail(saw('start-unknown', closed.join(', ')), { nodes: closed.join(', ') })
  },
  /** The four-valued verdict needs to be able to become `silent-proven`: what can't be seen now can't be seen then. */
  'source-provable': ({ silence }) => {
    // The signs of life are taken away: only the blind spots stay.
    const quiet = { ...silence, users: [], lock: { ...silence.lock, ...(silence.lock.state === 'held' && { state: 'free' as const }) } }
    const database = silence.database === 'in-use' ? 'free' : silence.database
    const { verdict, because } = judgeSilence({
      ...quiet,
      database,
      ports: silence.ports.map((port) => ({ ...port, open: port.open === null ? null : false })),
    })
    return verdict === 'silent-proven' ? pass(saw('end-provable')) : unknown(because.join('; '), { because: because.join('; ') })
  },
  /**
   * Whatever runs on a folder and is not its node is not ended: the move would wait for its end with the node stopped. Nor can a node
   * be ended whose process can't be told.
   */
  'ends-known': ({ source, target }) => {
    for (const { name, running, programs, usedBy = [] } of [source, target]) {
      if (programs === undefined) continue
      const others = usersBeside(usedBy, programs)
      const said = others.map(({ pid, commandLine }) => saw('process', String(pid), '', commandLine.slice(0, 200))).join('; ')
      if (running && programs.length === 0 && others.length === 0) return fail(saw('process-unknown', name), { node: name })
      if (others.length > 0) return warn(said, { node: name, processes: said })
    }
    return pass(saw('users-known'))
  },
  /** A place that is closed to this user is no reason to move nothing for ever; it is named, and every start is noticed anyway. */
  'starts-by-itself': ({ silence: { autoStart, autoStartUnread = [] } }) => {
    if (autoStart.length > 0) return unknown(autoStart.join(', '), { found: autoStart.join(', ') })
    return autoStartUnread.length === 0
      ? pass(saw('starts-by-nobody'))
      : warn(saw('not-looked-at', autoStartUnread.join(', ')), { unread: autoStartUnread.join(', ') })
  },
  poets: ({ source, target }) => {
    if (source.poets === null || target.poets === null) return unknown(saw('poets-unknown'))
    const there = new Set(target.poets.map(({ address }) => address))
    const missing = source.poets.map(({ address }) => address).filter((address) => !there.has(address))
    return missing.length === 0
      ? pass(saw('poets-there', String(source.poets.length)))
      : fail(missing.join(', '), { poets: missing.join(', ') })
  },
  coinbase: ({ target }) => (target.coinbase === null ? fail(saw('no-coinbase')) : pass(target.coinbase)),
  /** A place to listen on is not always one to dial (docs/protocol.md §15.5). */
  'post-listener': ({ target: { postAddress, postTrouble } }) => {
    if (postTrouble !== null) return fail(`${postTrouble.listener}: ${postTrouble.why}`, { ...postTrouble })
    return postAddress === null ? fail(saw('no-post-listener'), { why: 'none' }) : pass(postAddress)
  },
  /** A node on another folder than the one that is judged here would load other keys. */
  'folders-named': ({ source, target }) => {
    for (const { name, namedFolder, dataFolder } of [source, target]) {
      if (namedFolder === null) return unknown(saw('used-folder-unknown', name), { node: name })
      if (!namedFolder.same)
        return fail(saw('folders-differ', name, namedFolder.path, dataFolder ?? ''), { node: name, path: namedFolder.path })
    }
    return pass(saw('folders-agree'))
  },
  /** What a name stands for must be known to be held against it later: folder, program, arguments, config. */
  bound: ({ bindings: { source, target, service }, source: { name: from }, target: { name: to }, identity }) => {
    const parts = [[from, source] as const, [to, target] as const, [identity.service?.name ?? '', service] as const]
    for (const [name, one] of parts) {
      if (one !== null && 'unbound' in one) return unknown(`${name}: ${one.unbound}`, { name, why: one.unbound })
    }
    return pass(saw('bound'))
  },
  /** Answers of somebody else prove nothing of this node. */
  'own-answers': ({ source, target }) => {
    for (const { name, answersItself } of [source, target]) {
      if (answersItself === false) return fail(saw('other-answers', name), { node: name })
      if (answersItself === null) return unknown(saw('answers-unseen', name), { node: name })
    }
    return pass(saw('own-answers'))
  },
  schema: ({ rows: { source, target }, ...looks }) => {
    if ('unreadable' in source) return unknown(`${looks.source.name}: ${source.unreadable}`)
    if ('unreadable' in target) return unknown(`${looks.target.name}: ${target.unreadable}`)
    const difference = schemaDifference(source.schema, target.schema)
    return difference === null ? pass(saw('same-columns', String(source.schema.userVersion))) : fail(difference)
  },
  /** Rows of the identity at the target would be older ones; only a tombstone there proves that, and then they are replaced. */
  'rows-at-target': ({ rows: { source, target }, folders }) => {
    if ('unreadable' in target || 'unreadable' in source) return unknown(saw('rows-unread'))
    if (target.rows === 0) return pass(saw('no-rows'))
    if (target.rowsHash === source.rowsHash) return pass(saw('rows-equal'))
    const note = folders.target?.tombstone ?? null
    return note !== null && note !== 'broken' && note.says === 'left'
      ? warn(saw('rows-older'))
      : fail(saw('other-rows', String(target.rows)))
  },
  space: ({ folders: { source, target }, profileFreeBytes }) => {
    if (source === null || target === null) return unknown(saw('a-folder-unread'))
    const need = 3 * Math.max(source.databaseBytes, target.databaseBytes) + spareBytes
    const free = Math.min(source.freeBytes, target.freeBytes, profileFreeBytes)
    return free >= need
      ? pass(saw('space', String(free), String(need)), { free: String(free), need: String(need) })
      : fail(saw('space', String(free), String(need)), { free: String(free), need: String(need) })
  },
  'folders-fit': ({ folders }) => {
    for (const side of ['source', 'target'] as const) {
      const folder = folders[side]
      if (folder === null) return unknown(saw('folder-unread', side))
      if (!folder.writable) return fail(saw('not-writable', folder.path))
      const unfit = unfitDisk(folder.disks ?? [])
      if (unfit !== null) return unfit
      if (folder.localFileSystem !== true) return unknown(saw('locks-prove-nothing', folder.path))
    }
    return pass(saw('both-local'))
  },
} satisfies Guards
