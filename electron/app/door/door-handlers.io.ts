import { homedir } from 'node:os'
import { isAbsolute } from 'node:path'
import type * as z from 'zod/mini'
import { programLine } from '../../arguments/index.ts'
import type { Api, api } from '../../contract/api.ts'
import type { Handlers } from '../../contract/contract.ts'
import type { NodeDraft, ServiceDraft } from '../../contract/model/door.ts'
import {
  type DraftDeps,
  type DraftSource,
  findHere,
  nodeAtFolder,
  readNode as nodeOfLine,
  serviceAtFolder,
  readService as serviceOfLine,
  shown,
  tryAddresses,
  watchAddress,
} from '../../found/index.ts'
import { emptySettings, type NodeSettings, type ServiceSettings } from '../../settings/index.ts'
import type { Folders } from '../folders.io.ts'
import type { Rigs } from '../rigs.io.ts'
import { judgePath } from './named-path.io.ts'

type Pieces = z.output<typeof api.door.readNode.input>

export interface DoorDeps {
  readonly rigs: Rigs
  readonly folders: Folders
  readonly profileFolder: string
  readonly now: () => number
}

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path

/**
 * What a form holds, as a command line. A program at the head of a pasted line is taken from it; beside a program that was chosen only
 * when it is the same one: other words there are arguments, as an interpreter has them.
 */
async function lineOf({ arguments: words, program, dataFolder }: Pieces, { folders }: DoorDeps): Promise<DraftSource> {
  const folder = dataFolder === null ? null : folders.pathOf(dataFolder)
  const line = programLine(words)
  const rest = { dataFolder: folder, standing: { folder: null, home: homedir() } }
  if (program !== null) {
    const path = folders.pathOf(program)
    const repeated = line.program === null || nameOf(line.program) === nameOf(path)
    return { ...rest, program: path, args: repeated ? line.args : words, notes: [] }
  }
  if (line.program === null) return { ...rest, program: null, args: line.args, notes: [] }
  const judged = await judgePath(line.program, 'program')
  if ('path' in judged) return { ...rest, program: judged.path, args: line.args, notes: [] }
  return { ...rest, program: null, args: line.args, notes: [isAbsolute(line.program) ? 'program-gone' : 'relative-path'] }
}

async function readNode(pieces: Pieces, door: DoorDeps, deps: DraftDeps): Promise<NodeDraft> {
  const line = await lineOf(pieces, door)
  if (line.args.length > 0 || line.dataFolder === null) return (await nodeOfLine({ ...line, whole: line.args.length > 0 }, deps)).draft
  return nodeAtFolder(line.dataFolder, deps)
}

async function readService(pieces: Pieces, door: DoorDeps, deps: DraftDeps): Promise<ServiceDraft> {
  const line = await lineOf(pieces, door)
  if (line.args.length > 0 || line.dataFolder === null) return (await serviceOfLine(line, deps)).draft
  return serviceAtFolder(line.dataFolder, deps)
}

/** The settings of the rig that is open; before there is one an empty rig. */
function settingsOf(rigs: Rigs) {
  try {
    return rigs.session().settings.current()
  } catch {
    return emptySettings
  }
}

const written = { simulated: false, notes: [] }

async function keptNode({ name, program, dataFolder, arguments: args, addresses, tls, plainText }: NodeSettings, deps: DraftDeps) {
  return {
    ...written,
    name,
    program: await shown(program, 'program', deps),
    dataFolder: await shown(dataFolder, 'folder', deps),
    arguments: args,
    addresses: { public: addresses.public, private: addresses.private, post: addresses.post },
    tls,
    plainText,
  }
}

async function keptService(service: ServiceSettings, deps: DraftDeps) {
  const { name, program, dataFolder, arguments: args, node, operatorAddress, logLevel, identity = null } = service
  const folder = await shown(dataFolder, 'folder', deps)
  const top = await shown(program, 'program', deps)
  const entry = { ...written, name, program: top, dataFolder: folder, arguments: args, node, operatorAddress, logLevel, identity }
  return { ...entry, elsewhere: program === null && dataFolder === null }
}

/** Everything by which a person brings a rig in: looking, reading, trying. Nothing here changes anything. */
export function doorHandlers(door: DoorDeps): Handlers<Api>['door'] {
  const deps = (): DraftDeps => ({
    entryOf: door.folders.entryOf,
    profileFolder: door.profileFolder,
    settings: settingsOf(door.rigs),
  })
  return {
    find: ({ containers }) => findHere(deps(), door.now, { containers }),
    readNode: (pieces) => readNode(pieces, door, deps()),
    readService: (pieces) => readService(pieces, door, deps()),
    node: ({ name }) => keptNode(door.rigs.session().settings.node(name), deps()),
    service: ({ name }) => keptService(door.rigs.session().settings.service(name), deps()),
    tryAddresses: ({ asked }, { signal }) => tryAddresses(asked, signal),
    watchAddress: (asked, { signal }) => watchAddress(asked, signal),
  }
}
