import * as z from 'zod/mini'
import { RigName, SmesherId } from '../contract/model/basics.ts'
import { EndedProcess, type FrozenPlan, KeyFile, PlannedNode, PlannedService, shared } from './plan.ts'

const { folder, running, userVersion, others, binding, poets } = PlannedNode.shape
const side = { node: RigName, folder, running, userVersion, others, binding, poets }

/** The first form of a plan: one identity, one source, one target. No part of it changes any more. */
export const PlanV1 = z.strictObject({
  v: z.literal(1),
  ...shared,
  identity: SmesherId,
  identityName: z.string(),
  source: z.strictObject({ ...side, keyFile: KeyFile }),
  target: z.strictObject({
    ...side,
    keyName: z.string(),
    postAddress: z.string(),
    coinbase: z.string(),
    replacesRows: z.boolean(),
  }),
  newestAtx: z.nullable(z.string()),
  service: PlannedService,
  /** Before it was counted. */
  generation: z.optional(z.number()),
  /** Before processes were named; then nothing that others have started is ended without asking. */
  ends: z.optional(z.array(EndedProcess)),
})
type PlanV1 = z.output<typeof PlanV1>

/** The same plan in today's form. The file stays as it is, and so does its hash. */
export function fromV1({ v: _v, identity, identityName, source, target, ...plan }: PlanV1): FrozenPlan {
  const { newestAtx, service, generation = 0, ends = [], ...common } = plan
  const { node: from, keyFile, ...left } = source
  const { node: to, keyName, replacesRows, ...entered } = target
  return {
    v: 2,
    ...common,
    nodes: { [from]: { ...left, postAddress: null, coinbase: null }, [to]: entered },
    moves: [{ identity, name: identityName, from, to, keyFile, keyName, replacesRows, newestAtx, generation, service }],
    ends,
  }
}
