import { putFile, realFs } from '../storage/index.ts'
import { type IdentityPlace, identitiesOf, pathsOf } from './design.ts'
import { configText, foldersOf, loopback, nodeArguments, poetAddress, serviceArguments } from './files.ts'
import { finishKey, putKey, setOwnKeyAside } from './key-deeds.io.ts'
import { makeData } from './make-data.io.ts'
import { type Making, wait } from './making.ts'
import { Trouble } from './network-world.ts'
import type { Deed } from './next-deed.ts'

/** A node on a slow computer was silent for 20 s; longer is not waited for in silence. */
const patienceMs = 180_000
const againMs = 500

const nodeKey = ({ kept }: Making) => ({ kind: 'node', name: kept().design.name }) as const

/** Asks until there is an answer. Throws `Trouble` when the node ends meanwhile, or nothing answers for too long. */
async function until<T>(making: Making, ask: () => Promise<T | null>, silent: 'node-silent' | 'poet-silent'): Promise<T | null> {
  const { world, clock, signal } = making
  const begun = clock.now()
  while (!signal.aborted) {
    const answer = await ask()
    if (answer !== null) return answer
    if (world.standing(nodeKey(making)) !== 'up') throw new Trouble('node-ended', world.lastWords(nodeKey(making)))
    if (Math.abs(clock.now() - begun) > patienceMs) throw new Trouble(silent)
    await wait(making, againMs)
  }
  return null
}

async function writeFiles({ kept }: Making): Promise<void> {
  const { design } = kept()
  const { folder, config } = pathsOf(design)
  // Whatever lies there is somebody's: a network begins in a folder of its own, even when it is written a second time.
  const known = new Set(foldersOf(design).map((path) => path.slice(folder.length + 1).split('/')[0]))
  const strange = (await realFs.list(folder)).find((name) => !known.has(name) && !name.startsWith('.config.json.tmp-'))
  if (strange !== undefined) throw new Trouble('folder-in-use', `${folder}/${strange}`)
  for (const path of foldersOf(design)) if (path !== `${folder}/node/identities`) await realFs.makeFolder(path, 0o700)
  await putFile(config, configText(design, null), { replace: false })
}

async function addNode({ kept, world }: Making): Promise<void> {
  const { design } = kept()
  const { public: open, private: inner, post, json } = design.ports
  await world.addNode({
    name: design.name,
    program: design.node,
    arguments: nodeArguments(design),
    dataFolder: pathsOf(design).data,
    addresses: { public: loopback(open), private: loopback(inner), post: loopback(post), json: loopback(json) },
  })
}

async function startNode(making: Making): Promise<void> {
  const { design, poetKey } = making.kept()
  // What answers there already is another network's PoET, and its key would be taken for ours.
  if (poetKey === null && (await making.world.poetKey(poetAddress(design), making.signal)) !== null)
    throw new Trouble('port-taken', loopback(design.ports.poet))
  await making.world.start(nodeKey(making))
}

async function learnKey(making: Making): Promise<void> {
  const { kept, keep, world, signal } = making
  const { design } = kept()
  const poetKey = await until(making, () => world.poetKey(poetAddress(design), signal), 'poet-silent')
  await until(making, async () => ((await world.nodeAnswers(design.name)) ? true : null), 'node-silent')
  if (poetKey === null || signal.aborted) return
  await world.settleKind(design.name)
  await keep({ poetKey })
}

/** Over nothing but the config of the first start, which was looked at a moment ago; the node stands still. */
const writeKey = ({ kept }: Making): Promise<void> =>
  putFile(pathsOf(kept().design).config, configText(kept().design, kept().poetKey), { replace: true })

async function addService({ kept, world }: Making, place: IdentityPlace): Promise<void> {
  const { design } = kept()
  await world.addService({
    name: place.name,
    program: design.service,
    arguments: serviceArguments(design, place),
    dataFolder: place.folder,
    node: design.name,
    operatorAddress: loopback(place.operator),
  })
}

async function waitForNode(making: Making): Promise<void> {
  const { name } = making.kept().design
  await until(making, async () => ((await making.world.nodeAnswers(name)) ? true : null), 'node-silent')
}

function ofIdentity(making: Making, { do: deed, at }: Extract<Deed, { at: number }>): Promise<void> {
  const place = identitiesOf(making.kept().design)[at]
  if (place === undefined) throw new RangeError('no such identity')
  switch (deed) {
    case 'make-data':
      return makeData(making, place)
    case 'put-key':
      return putKey(making, place)
    case 'finish-key':
      return finishKey(making, place)
    case 'add-service':
      return addService(making, place)
    case 'start-service':
      return making.world.start({ kind: 'service', name: place.name })
  }
}

/** Does one thing, durably. Throws `Trouble`, `AppError` and the errors of files; what it was about can be looked at again. */
export function doDeed(making: Making, deed: Deed): Promise<void> {
  switch (deed.do) {
    case 'write-files':
      return writeFiles(making)
    case 'add-node':
      return addNode(making)
    case 'start-node':
      return startNode(making)
    case 'wait-for-node':
      return waitForNode(making)
    case 'learn-key':
      return learnKey(making)
    case 'stop-node':
      return making.world.stop(nodeKey(making))
    case 'write-key':
      return writeKey(making)
    case 'set-own-key-aside':
      return setOwnKeyAside(making)
    case 'give-up':
      throw new Trouble(deed.because)
    case 'make-data':
    case 'put-key':
    case 'finish-key':
    case 'add-service':
    case 'start-service':
      return ofIdentity(making, deed)
  }
}
