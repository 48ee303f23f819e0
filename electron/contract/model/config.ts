import * as z from 'zod/mini'
import { Check, Instant, ShownPath } from './basics.ts'
import { configRefusals } from './config-refusal.ts'

const Refused = z.object({ why: z.enum(configRefusals), detail: z.string() })
const DiffLines = z.array(z.object({ is: z.enum(['same', 'gone', 'new']), text: z.string() }))

/** A key by its dotted, lower-case path; `value`: JSON text, `null` takes it out. */
export const ConfigEdits = z
  .array(z.object({ path: z.string().check(z.maxLength(200)), value: z.nullable(z.string().check(z.maxLength(20_000))) }))
  .check(z.maxLength(100))

/** One kept version; `keptAt`: when another took its place. */
const ConfigVersion = z.object({ name: z.string(), keptAt: Instant })

/** A node's configuration as it lies there now. */
export const ConfigLook = z.object({
  /** `null`: its command line names none. */
  file: z.nullable(ShownPath),
  /** Names this very text; a change is made on it and on no other. */
  hash: z.string(),
  refused: z.nullable(Refused),
  /** Every key with its value as JSON text, in the order of the file. */
  settings: z.array(z.object({ path: z.string(), value: z.string() })),
  /** Keys that the command line says too, which wins. */
  byFlag: z.array(z.string()),
  versions: z.array(ConfigVersion),
})
export type ConfigLook = z.output<typeof ConfigLook>

/** What a change would come to. */
export const ConfigProposal = z.object({
  refused: z.nullable(Refused),
  /** Empty: nothing changes. */
  diff: DiffLines,
  /** Values that are not what their key holds. */
  wrong: z.array(z.string()),
  /** What speaks against the next start with it. */
  findings: z.array(Check),
})
export type ConfigProposal = z.output<typeof ConfigProposal>
