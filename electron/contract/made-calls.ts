import * as z from 'zod/mini'
import { call } from './contract.ts'
import { FolderHandle, RigName } from './model/basics.ts'
import { ConfigEdits, ConfigLook, ConfigProposal } from './model/config.ts'
import { NetworkPlan, NetworkWishes } from './model/network.ts'

const done = z.object({})
const accepted = z.object({ accepted: z.literal(true) })
const named = z.object({ name: RigName })

/** The configuration of a node, which it reads at its start. */
export const configCalls = {
  look: call(named, ConfigLook),
  propose: call(z.object({ name: RigName, hash: z.string().check(z.maxLength(64)), edits: ConfigEdits }), ConfigProposal),
  /** Throws `file_changed` when the file is another one by now, `held_by_migration`, `not_allowed` for what was refused or is wrong. */
  write: call(z.object({ name: RigName, hash: z.string().check(z.maxLength(64)), edits: ConfigEdits }), done),
  /** What going back to a kept version would change. */
  compare: call(z.object({ name: RigName, version: z.string().check(z.maxLength(64)) }), ConfigProposal),
  /** Puts a kept version in the place of what stands there. Throws as `write`. */
  goBack: call(z.object({ name: RigName, hash: z.string().check(z.maxLength(64)), version: z.string().check(z.maxLength(64)) }), done),
}

/** A new standalone network, made step by step from a plan that was shown. */
export const networkCalls = {
  /** All that would be written and run; nothing is. */
  plan: call(NetworkWishes, NetworkPlan),
  /** Throws `plan_changed` when the plan of now is another one. */
  make: call(z.object({ wishes: NetworkWishes, hash: z.string().check(z.maxLength(64)) }), accepted),
  /** Goes on where it rests. */
  goOn: call(named, accepted),
  /** Ends after what is under way; all that is there stays. */
  rest: call(named, accepted),
  /** Its row goes away; its files and its entries stay. */
  forget: call(named, done),
}

/** Of a node that others start; `null`: it is not given any more. */
export const logFileCalls = { give: call(z.object({ name: RigName, file: z.nullable(FolderHandle) }), done) }
