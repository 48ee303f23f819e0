import type * as z from 'zod/mini'
import type { api } from '../contract/api.ts'
import { AppError } from '../contract/errors.ts'
import type { FolderHandle } from '../contract/model/basics.ts'
import { type NodeSettings, parseAddress, refusedHost, type ServiceSettings, type Settings } from '../settings/index.ts'

type NewNode = z.output<typeof api.rig.addNode.input>
type NewService = z.output<typeof api.rig.addService.input>
type PathOf = (handle: FolderHandle) => string

/** An address as the settings keep it. Throws `address_refused`, naming what is wrong. */
function address(text: string | null): string | null {
  if (text === null || text.trim() === '') return null
  const place = parseAddress(text.trim())
  if (place === null) throw new AppError('address_refused', `${text} is not host:port`)
  const refused = refusedHost(place.host)
  if (refused !== null) throw new AppError('address_refused', `${text}: ${refused}`)
  return text.trim()
}

function checkName(taken: readonly { readonly name: string }[], name: string): void {
  if (taken.some((one) => one.name === name)) throw new AppError('bad_input', `the name ${name} is taken`)
}

const pathOrNull = (handle: FolderHandle | null, pathOf: PathOf) => (handle === null ? null : pathOf(handle))

/** A node as the screen describes it. Throws `bad_input`, `address_refused`, `not_found`. */
export function newNode(settings: Settings, input: NewNode, pathOf: PathOf): NodeSettings {
  checkName(settings.nodes, input.name)
  const { public: open, private: inner, post } = input.addresses
  return {
    name: input.name,
    program: pathOrNull(input.program, pathOf),
    arguments: input.arguments,
    dataFolder: pathOrNull(input.dataFolder, pathOf),
    addresses: { public: address(open), private: address(inner), post: address(post) },
  }
}

/** A service as the screen describes it. Throws `bad_input`, `address_refused`, `not_found`. */
export function newService(settings: Settings, input: NewService, pathOf: PathOf): ServiceSettings {
  checkName(settings.services, input.name)
  if (input.node !== null && !settings.nodes.some(({ name }) => name === input.node))
    throw new AppError('not_found', `there is no node ${input.node}`)
  return {
    name: input.name,
    program: pathOrNull(input.program, pathOf),
    arguments: input.arguments,
    dataFolder: pathOf(input.dataFolder),
    node: input.node,
    operatorAddress: address(input.operatorAddress),
  }
}
