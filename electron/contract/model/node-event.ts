import * as z from 'zod/mini'

/** What happened, in the node's own words made plain; pairs of events that mean one thing have one kind. */
export const NodeEventKind = z.enum([
  'beacon',
  'init-start',
  'init-complete',
  'init-failed',
  'post-start',
  'post-complete',
  'post-failed',
  'wait-registration',
  'registered',
  'wait-round-end',
  'poet-proof',
  'proof-selected',
  'atx-published',
  'eligible',
  'proposal',
  'malfeasance',
  'service-started',
  'service-stopped',
  'unknown',
])
export type NodeEventKind = z.output<typeof NodeEventKind>
