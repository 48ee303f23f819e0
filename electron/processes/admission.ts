import { saw } from '../contract/seen.ts'
import type { Refusal } from './decide.ts'

const gib = 1024 ** 3
/** RandomX's fast data set is 2080 MiB; a service that proves holds it, and a little more. */
const fastBytes = 2.2 * gib
/** Left to the system, to nodes, and to who sits before it. */
const systemBytes = 4 * gib
/** With less than this free nothing in fast mode is started again by itself: it would end as the one before. */
const leastFreeBytes = 2.3 * gib

/** Memory of this computer, or of the part of it that we may use; in bytes. */
export interface Memory {
  readonly total: number
  readonly free: number
}

/** How many services may hold RandomX's fast data set at once. */
export const fastAtMost = ({ total }: Pick<Memory, 'total'>): number => Math.max(0, Math.floor((total - systemBytes) / fastBytes))

/** Bytes of memory that so many want at once, with what is left to the system. */
export const fastNeeds = (count: number): number => systemBytes + count * fastBytes

/** What the settings say of it, where they say anything. */
export interface Limits {
  readonly fastServices?: number | undefined
  readonly servicesPerDisk?: number | undefined
}

/** What a start would meet on this computer, of a program that proves. */
export interface Room {
  /** `null`: the system does not tell. */
  readonly memory: Memory | null
  /** It would itself hold the fast data set. */
  readonly fast: boolean
  /** Others that run here and do, whoever started them. */
  readonly fastBeside: number
  /** The disk that it reads; `null`: it can't be told, or nobody limits it. */
  readonly disk: string | null
  /** Others that run here and read that disk. */
  readonly onDisk: number
}

interface Asked {
  readonly name: string
  readonly room: Room | null
  readonly limits: Limits
  /** By a person or a move; `false`: the restart law. */
  readonly asked: boolean
}

const shown = (bytes: number): string => (bytes / gib).toFixed(1)

/** Why there is no room for one more; `null` where there is, or where nothing is known against it. */
export function roomAgainst({ name, room, limits, asked }: Asked): Refusal | null {
  if (room === null) return null
  const { memory, fast, fastBeside, disk, onDisk } = room
  const most = limits.fastServices ?? (memory === null ? null : fastAtMost(memory))
  if (fast && most !== null && fastBeside >= most)
    return { code: 'no_room', why: saw('fast-room', name, String(fastBeside), String(most), memory === null ? '?' : shown(memory.total)) }
  if (fast && !asked && memory !== null && memory.free < leastFreeBytes)
    return { code: 'no_room', why: saw('memory-short', name, shown(memory.free), shown(leastFreeBytes)) }
  const perDisk = limits.servicesPerDisk ?? null
  if (disk !== null && perDisk !== null && onDisk >= perDisk)
    return { code: 'no_room', why: saw('disk-room', name, disk, String(onDisk), String(perDisk)) }
  return null
}
