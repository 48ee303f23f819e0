import type { Check } from '../contract/model/basics.ts'
import type { Storage, SyncedBy } from '../contract/model/key-copies.ts'
import { check } from '../contract/model/verdicts.ts'
import { isLoopback, parseListener } from '../net/index.ts'
import type { NodeConfig } from '../nodes/index.ts'
import { fastAtMost, fastNeeds } from '../processes/index.ts'

// What the looks of the doctor come to. Nothing here touches the world; a look that could not be made is `null`, and unknown.

export interface ModeSeen {
  readonly path: string
  /** Permission bits. */
  readonly mode: number
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0')

/** The profile and what lies in it: 0700 and 0600, for secrets lie there. */
export function profilePrivate(folder: string, seen: readonly ModeSeen[] | null): Check[] {
  if (seen === null) return [check.unknown('profile-private', { path: folder })]
  const open = seen.filter(({ mode }) => (mode & 0o077) !== 0)
  if (open.length === 0) return [check.pass('profile-private', { path: folder })]
  return open.slice(0, 20).map(({ path, mode }) => check.warn('profile-private', { path, mode: octal(mode) }, `${path} ${octal(mode)}`))
}

/** Where a node's keys lie: who may write there can give it another key. */
export const keyFolder = (path: string, seen: ModeSeen | null): Check =>
  seen === null
    ? check.unknown('key-folder', { path })
    : check[(seen.mode & 0o022) === 0 ? 'pass' : 'warn']('key-folder', { path, mode: octal(seen.mode) }, `${path} ${octal(seen.mode)}`)

interface Space {
  readonly path: string
  /** Bytes; `null`: could not be told. */
  readonly free: number | null
  readonly floor: number
}

/** Free space of the disk that holds a folder. */
export const enoughSpace = (id: 'profile-space' | 'node-space', { path, free, floor }: Space): Check =>
  check[free === null ? 'unknown' : free < floor ? 'warn' : 'pass'](id, { path, free: String(free ?? ''), floor: String(floor) })

export interface Kept {
  readonly path: string
  readonly storage: Storage | null
  readonly syncedBy: SyncedBy | null
}

/** Data that nobody carries away, on a disk that stays in this computer. */
export const keptHere = ({ path, storage, syncedBy }: Kept): Check =>
  check[storage === null && syncedBy === null ? 'pass' : 'warn']('folder-kept-here', { path, on: storage ?? '', by: syncedBy ?? '' }, path)

export type ProgramSeen = 'fine' | 'gone' | 'no-right' | 'noexec' | 'unknown'

export const canRun = (path: string, seen: ProgramSeen): Check =>
  check[seen === 'fine' ? 'pass' : seen === 'unknown' ? 'unknown' : 'fail']('program-can-run', { path, why: seen })

interface PortSeen {
  readonly service: string
  readonly address: string
  readonly runs: boolean
  /** Something answers there. */
  readonly port: 'open' | 'closed' | 'unknown'
  /** The service's own process does. */
  readonly own: 'yes' | 'no' | 'unknown'
}

/** Where a service is asked answers that service, and nobody while it stands still. */
export function operatorPort({ service, address, runs, port, own }: PortSeen): Check {
  const free = port === 'closed' ? 'pass' : port === 'open' ? 'fail' : 'unknown'
  const answered = own === 'yes' ? 'pass' : own === 'no' ? 'fail' : 'unknown'
  return check[runs ? answered : free]('operator-port', { service, address, runs: runs ? 'yes' : 'no' }, address)
}

const onlyHere = (listener: string): boolean | null => {
  const place = parseListener(listener)
  return place === null ? null : isLoopback(place.host)
}

/** Listeners that others may reach: the private one asks for no password, the post one takes any service, the JSON one any web page. */
export function exposedListeners(node: string, { listeners, problems }: Pick<NodeConfig, 'listeners' | 'problems'>): Check[] {
  const seen = (['private', 'post'] as const).flatMap((which) => {
    const listener = listeners[which]
    return listener === null || onlyHere(listener) === true ? [] : [{ which, listener, here: onlyHere(listener) }]
  })
  const found = seen.map(({ which, listener, here }) =>
    check[here === null ? 'unknown' : which === 'private' ? 'fail' : 'warn']('listener-exposed', { node, which, listener }, listener),
  )
  const json = listeners.json === null ? [] : [check.warn('json-gateway-on', { node, listener: listeners.json }, listeners.json)]
  if (found.length + json.length > 0) return [...found, ...json]
  return [check[problems.length > 0 ? 'unknown' : 'pass']('listener-exposed', { node }, '')]
}

/** The operator address asks for no password. */
export function exposedOperator(service: string, listener: string): Check {
  const here = onlyHere(listener)
  return check[here === null ? 'unknown' : here ? 'pass' : 'warn']('operator-exposed', { service, listener }, listener)
}

/** Whether all services in fast mode could make their proofs at once; by the same reckoning one more is not started. */
export function memoryFor(fast: number, total: number): Check[] {
  if (fast === 0) return []
  const values = { count: String(fast), need: String(Math.ceil(fastNeeds(fast))), total: String(total) }
  return [check[fast <= fastAtMost({ total }) ? 'pass' : 'warn']('memory-for-fast-mode', values, '')]
}

/** Services that read one physical disk take its speed from each other while they prove. `most`: as many as the settings allow on one. */
export function disksOf(readers: readonly { readonly service: string; readonly disk: string | null }[], most: number): Check[] {
  if (readers.length < 2) return []
  const byDisk = new Map<string, string[]>()
  for (const { service, disk } of readers) if (disk !== null) byDisk.set(disk, [...(byDisk.get(disk) ?? []), service])
  const shared = [...byDisk].filter(([, services]) => services.length > most)
  const told = shared.map(([disk, services]) =>
    check.warn('services-on-one-disk', { disk, count: String(services.length), services: services.join(', ') }, ''),
  )
  if (told.length > 0) return told
  return [check[readers.some(({ disk }) => disk === null) ? 'unknown' : 'pass']('services-on-one-disk', {}, '')]
}

/** A file of the profile that a later Smeshdesk wrote is not read, or set aside, by this one. */
export const notNewer = (files: readonly { readonly path: string; readonly version: number; readonly known: number }[]): Check[] => {
  const newer = files.filter(({ version, known }) => version > known)
  if (newer.length === 0) return [check.pass('profile-newer', {}, '')]
  return newer.map(({ path, version }) => check.fail('profile-newer', { path, version: String(version) }))
}
