import * as z from 'zod/mini'
import { RigName } from './basics.ts'
import { NodeDraft, ServiceDraft } from './door.ts'

/** By what something was found. From `unit` on: what starts it, or belongs to what does. */
const FoundBy = z.enum([
  'process',
  'config',
  'place',
  'node',
  'unit',
  'user-unit',
  'cron',
  'autostart',
  'boot-script',
  'container',
  'timer',
  'drop-in',
  'script',
])
export type FoundBy = z.output<typeof FoundBy>

/** One ground for which something is listed. `what` names the process, file, folder or container. */
export const Ground = z.object({
  by: FoundBy,
  what: z.string(),
  /** Of what starts programs: whether it does so by itself; `null`: nothing that starts, or not told. */
  on: z.nullable(z.boolean()),
})
export type Ground = z.output<typeof Ground>

/** What lies in a folder, by the names of its files alone: no key is opened. */
const FolderHolds = z.enum([
  'keys',
  'local-key',
  'rows',
  'old-rows',
  'network-state',
  'post-data',
  'post-key',
  'old-key',
  'old-key-kept',
  'smapp',
])
export type FolderHolds = z.output<typeof FolderHolds>

/** What a person has to decide before something is taken over; nothing of the kind is chosen beforehand. */
const Undecided = z.enum(['not-running', 'no-folder', 'no-node', 'config-unread', 'same-folder', 'same-identity', 'unread'])
export type Undecided = z.output<typeof Undecided>

const common = {
  /** Of this answer alone. */
  id: z.string(),
  /** Its process here; `null` for a folder without one. */
  pid: z.nullable(z.number()),
  /** It stands in the rig already, by this name. */
  known: z.nullable(RigName),
  grounds: z.array(Ground),
  holds: z.array(FolderHolds),
  /** Files in its folder that are keys by their names. */
  keys: z.number(),
  undecided: z.array(Undecided),
}

const FoundNode = z.object({ ...common, draft: NodeDraft })
const FoundService = z.object({
  ...common,
  draft: ServiceDraft,
  /** The `id` of the found node that it proves for. */
  of: z.nullable(z.string()),
  /** Its node starts and ends it, so it is no entry of its own. */
  supervised: z.boolean(),
})
export type FoundNode = z.output<typeof FoundNode>
export type FoundService = z.output<typeof FoundService>

/** All of the field that is on this computer, and what could not be looked at. */
export const Found = z.object({
  /** `partly`: some processes could not be looked into; `not-here`: on this system processes are not looked for. */
  processes: z.enum(['looked', 'partly', 'not-here']),
  nodes: z.array(FoundNode),
  services: z.array(FoundService),
  /** Folders with keys and nothing that could be added. */
  loose: z.array(z.object({ path: z.string(), holds: z.array(FolderHolds), keys: z.number(), grounds: z.array(Ground) })),
  /** What starts a program of the field, where nobody can tell which of the above. */
  starts: z.array(Ground),
  /** Lines of evidence (`seen.ts`): places, processes and tools that were not looked at. Nothing is known of them. */
  unseen: z.array(z.string()),
  /** The home folder, for who writes paths without it. */
  home: z.string(),
})
export type Found = z.output<typeof Found>
