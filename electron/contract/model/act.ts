import * as z from 'zod/mini'
import { RigName } from './basics.ts'

/** The one thing that helps most, as a button does it. */
export const Act = z.discriminatedUnion('do', [
  z.object({ do: z.literal('start-service'), name: RigName }),
  z.object({ do: z.literal('restart-service'), name: RigName }),
  z.object({ do: z.literal('start-node'), name: RigName }),
  z.object({ do: z.literal('restart-node'), name: RigName }),
  z.object({ do: z.literal('read-log'), kind: z.enum(['node', 'service']), name: RigName }),
  z.object({ do: z.literal('edit'), kind: z.enum(['node', 'service']), name: RigName }),
  /** A hash route. */
  z.object({ do: z.literal('open'), route: z.string() }),
])
export type Act = z.output<typeof Act>
