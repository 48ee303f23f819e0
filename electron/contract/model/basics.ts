import * as z from 'zod/mini'
import { checkIds } from './check-id.ts'
import { givenLimits, isGivenName, isGivenNote } from './given-text.ts'
import { verdicts } from './verdicts.ts'

/** 64 lower-case hex characters: the public key, which is the identity. Never a file name. */
export const SmesherId = z
  .string()
  .check(z.regex(/^[0-9a-f]{64}$/))
  .brand<'SmesherId'>()
export type SmesherId = z.output<typeof SmesherId>

/** Milliseconds since 1970 UTC, of this computer's clock unless said otherwise. */
export const Instant = z.number().brand<'Instant'>()
export type Instant = z.output<typeof Instant>

/** A layer by its number: 0 begins at genesis. */
export const Layer = z.number().brand<'Layer'>()
export type Layer = z.output<typeof Layer>

/** An epoch by its number: 0 begins at genesis. */
export const Epoch = z.number().brand<'Epoch'>()
export type Epoch = z.output<typeof Epoch>

/** How many bytes something has. */
export const Bytes = z.number().brand<'Bytes'>()
export type Bytes = z.output<typeof Bytes>

/** A name that the user gave to a node or a service: letters, digits, dot, dash, underscore; unique within its kind. */
/** How much a PoST service writes into its log (`RUST_LOG`). */
export const LogLevel = z.enum(['error', 'warn', 'info', 'debug', 'trace'])
export type LogLevel = z.output<typeof LogLevel>

export const RigName = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/))
  .brand<'RigName'>()
export type RigName = z.output<typeof RigName>

/** What a person calls an identity: one line, ours alone. No file, no folder and no command line ever bears it. */
const GivenName = z.string().check(z.trim(), z.normalize('NFC'), z.minLength(1), z.maxLength(givenLimits.name), z.refine(isGivenName))
/** What a person wants to know of it: several lines. */
const GivenNote = z.string().check(z.trim(), z.normalize('NFC'), z.minLength(1), z.maxLength(givenLimits.note), z.refine(isGivenNote))
/** What a person gave to an identity; `null`: nothing. */
export const Given = z.strictObject({ id: SmesherId, name: z.nullable(GivenName), note: z.nullable(GivenNote) })
export type Given = z.output<typeof Given>

/** `host:port` as the user typed it, parsed and confirmed on the main side before use. */
export const Address = z.string().check(z.maxLength(300))

/** An absolute path, only ever shown: acts go by `FolderHandle`, also for a path that a person typed (`folders.named`). */
export const ShownPath = z.string()

/** An opaque name for a folder or file that the main side showed before. */
export const FolderHandle = z.string().check(z.maxLength(64)).brand<'FolderHandle'>()
export type FolderHandle = z.output<typeof FolderHandle>

export const Tone = z.enum(['idle', 'active', 'good', 'warn', 'bad', 'odd'])
export type Tone = z.output<typeof Tone>

/**
 * One shape for findings of all rooms, checks of the wizard and the doctor. `id` names its sentences (what, why, fix) in the words; how one
 * is said, how they are ordered, their tone and the page where it is mended stand in `verdicts.ts`; `evidence` is what was seen.
 */
export const Check = z.object({
  id: z.enum(checkIds),
  verdict: z.enum(verdicts),
  evidence: z.string(),
  /** Values for the sentence in the words, such as a path, a name, a count. */
  values: z.record(z.string(), z.string()),
})
export type Check = z.output<typeof Check>
