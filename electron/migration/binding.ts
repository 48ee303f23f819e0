import * as z from 'zod/mini'
import type { BoundPart } from '../contract/rests.ts'
import { saw } from '../contract/seen.ts'

/**
 * What a name of the rig stands for, in objects: folder, program, words. A plan is frozen on it, and everything that is done by name
 * later is held against it. Texts are compared, never shown, but for the program.
 */
export const Binding = z.strictObject({
  /** Device and inode of the data folder that arguments and config name, which is the one of the entry. */
  folder: z.string(),
  program: z.string(),
  /** SHA-256 of the program's bytes. */
  programHash: z.string(),
  /** SHA-256 of the arguments; a service's without the address that it dials, which a move changes. */
  arguments: z.string(),
  /** SHA-256 of the config's bytes; empty when none is named. */
  config: z.string(),
  /** Where it listens, and where it is asked. */
  addresses: z.string(),
  lock: z.string(),
})
export type Binding = z.output<typeof Binding>

/** A binding as it is now, or why there is none. */
export type Bound = { readonly binding: Binding } | { readonly unbound: string }

/** The part of a binding that is not what it was; `null` when all is. A plan without one, of an older version, can't be compared. */
export function changedPart(planned: Binding | undefined, now: Bound, only?: keyof Binding): string | null {
  if (planned === undefined) return saw('plan-without-binding')
  if ('unbound' in now) return now.unbound
  const parts = only === undefined ? (Object.keys(planned) as (keyof Binding)[]) : [only]
  const changed: BoundPart | undefined = parts.find((part) => planned[part] !== now.binding[part])
  return changed === undefined ? null : saw('not-as-planned', changed)
}
