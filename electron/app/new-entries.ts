import type * as z from 'zod/mini'
import type { api } from '../contract/api.ts'
import { plainConsent } from '../contract/consent.ts'
import { AppError } from '../contract/errors.ts'
import type { FolderHandle } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { parseAddress, refusedHost } from '../net/index.ts'
import type { NodeSettings, ServiceSettings, Settings } from '../settings/index.ts'

export type NewNode = z.output<typeof api.rig.addNode.input>
export type NewService = z.output<typeof api.rig.addService.input>
type PathOf = (handle: FolderHandle) => string

/** What must be known of an entry beside what the form says. */
export interface EntryFacts {
  readonly pathOf: PathOf
  /** A simulator made its data folder; `null`: it has no folder here. */
  readonly simulated: boolean | null
}

/** An address as the settings keep it. Throws `address_refused`, naming what is wrong. */
function address(text: string | null): string | null {
  if (text === null || text.trim() === '') return null
  const place = parseAddress(text.trim())
  if (place === null) throw new AppError('address_refused', saw('no-host-port', text))
  const refused = refusedHost(place.host)
  if (refused !== null) throw new AppError('address_refused', `${text} (${refused})`)
  return text.trim()
}

/** Names that differ in case only are one: log and slot files carry them. */
export function checkName(taken: readonly { readonly name: string }[], name: string, now: string | null = null): void {
  if (taken.some((one) => one.name !== now && one.name.toLowerCase() === name.toLowerCase()))
    throw new AppError('bad_input', saw('name-taken', name))
}

const pathOrNull = (handle: FolderHandle | null, pathOf: PathOf) => (handle === null ? null : pathOf(handle))

function nodeOf(input: NewNode, pathOf: PathOf): NodeSettings {
  const { public: open, private: inner, post } = input.addresses
  return {
    name: input.name,
    program: pathOrNull(input.program, pathOf),
    arguments: input.arguments,
    dataFolder: pathOrNull(input.dataFolder, pathOf),
    addresses: { public: address(open), private: address(inner), post: address(post) },
    ...(input.tls === undefined ? {} : { tls: input.tls }),
    ...(input.plainText === plainConsent(input.name) ? { plainText: true } : {}),
  }
}

function serviceOf(settings: Settings, input: NewService, pathOf: PathOf): ServiceSettings {
  if (input.node !== null && !settings.nodes.some(({ name }) => name === input.node))
    throw new AppError('not_found', saw('not-in-settings', input.node))
  return {
    name: input.name,
    program: pathOrNull(input.program, pathOf),
    arguments: input.arguments,
    dataFolder: pathOrNull(input.dataFolder, pathOf),
    node: input.node,
    operatorAddress: address(input.operatorAddress),
    ...(input.identity === undefined || input.dataFolder !== null ? {} : { identity: input.identity }),
    ...(input.logLevel === undefined ? {} : { logLevel: input.logLevel }),
  }
}

/** The first entry with a folder decides for a rig whether it is simulated; `others`: how many it has beside the one at hand. */
export function checkKind(settings: Settings, simulated: boolean | null, others: number): boolean {
  if (simulated === null) return others > 0 && settings.simulated
  if (others > 0 && simulated !== settings.simulated) throw new AppError('simulated_and_real')
  return simulated
}

const sizeOf = ({ nodes, services }: Settings): number => nodes.length + services.length

/** The rig with one more node. Throws `bad_input`, `address_refused`, `not_found`, `simulated_and_real`. */
export function withNode(settings: Settings, input: NewNode, { pathOf, simulated }: EntryFacts): Settings {
  checkName(settings.nodes, input.name)
  const kind = checkKind(settings, simulated, sizeOf(settings))
  return { ...settings, simulated: kind, nodes: [...settings.nodes, nodeOf(input, pathOf)] }
}

/** The rig with one more service. Throws as `withNode`. */
export function withService(settings: Settings, input: NewService, { pathOf, simulated }: EntryFacts): Settings {
  checkName(settings.services, input.name)
  const kind = checkKind(settings, simulated, sizeOf(settings))
  return { ...settings, simulated: kind, services: [...settings.services, serviceOf(settings, input, pathOf)] }
}

export interface ChangeFacts extends EntryFacts {
  /** A move that is not over has it. */
  readonly heldBy: string | null
  /** Smeshdesk started it, and it runs. */
  readonly runs: boolean
}

type Entry = Pick<NodeSettings, 'name' | 'dataFolder'>

/** A program that runs is known by its name and found by its folder: with others it would be lost from sight. */
function checkChange(before: Entry | undefined, after: Entry, { heldBy, runs }: ChangeFacts): void {
  if (before === undefined) throw new AppError('not_found', saw('not-in-settings', after.name))
  if (heldBy !== null) throw new AppError('held_by_migration', saw('held-by', before.name, heldBy))
  if (runs && (before.name !== after.name || before.dataFolder !== after.dataFolder)) throw new AppError('runs_now', before.name)
}

interface Asked<Entry> {
  /** As it is called now. */
  readonly name: string
  readonly entry: Entry
}

/** The rig with one node changed; services follow its name. Throws as `withNode`, `held_by_migration`, `runs_now`. */
export function withChangedNode(settings: Settings, { name, entry }: Asked<NewNode>, facts: ChangeFacts): Settings {
  const before = settings.nodes.find((node) => node.name === name)
  const after = nodeOf(entry, facts.pathOf)
  checkChange(before, after, facts)
  checkName(settings.nodes, entry.name, name)
  const kind = checkKind(settings, facts.simulated, sizeOf(settings) - 1)
  const json = before?.addresses.json
  const log = before?.logFile === undefined ? {} : { logFile: before.logFile }
  // What the form does not ask for stays.
  const kept: NodeSettings = { ...after, ...log, addresses: { ...after.addresses, ...(json !== undefined && { json }) } }
  return {
    ...settings,
    simulated: kind,
    nodes: settings.nodes.map((node) => (node.name === name ? kept : node)),
    services: settings.services.map((service) => (service.node === name ? { ...service, node: entry.name } : service)),
  }
}

/** The rig with one service changed. Throws as `withChangedNode`. */
export function withChangedService(settings: Settings, { name, entry }: Asked<NewService>, facts: ChangeFacts): Settings {
  const before = settings.services.find((service) => service.name === name)
  const after = serviceOf(settings, entry, facts.pathOf)
  checkChange(before, after, facts)
  checkName(settings.services, entry.name, name)
  const kind = checkKind(settings, facts.simulated, sizeOf(settings) - 1)
  return { ...settings, simulated: kind, services: settings.services.map((service) => (service.name === name ? after : service)) }
}

type Gone = { readonly kind: 'node' | 'service'; readonly name: string }

/**
 * The rig without an entry; services of a node stay, without it. An empty rig is neither simulated nor real.
 * A node that runs stays: forgotten, the keys that it signs with would stand in no other node's way. Throws `held_by_migration`, `runs_now`.
 */
export function without(settings: Settings, { kind, name }: Gone, { heldBy, runs }: Pick<ChangeFacts, 'heldBy' | 'runs'>): Settings {
  if (heldBy !== null) throw new AppError('held_by_migration', saw('held-by', name, heldBy))
  if (kind === 'node' && runs) throw new AppError('runs_now', name)
  const nodes = kind === 'node' ? settings.nodes.filter((node) => node.name !== name) : settings.nodes
  const services =
    kind === 'node'
      ? settings.services.map((service) => (service.node === name ? { ...service, node: null } : service))
      : settings.services.filter((service) => service.name !== name)
  return { ...settings, nodes, services, simulated: settings.simulated && nodes.length + services.length > 0 }
}
