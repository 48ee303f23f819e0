import * as z from 'zod/mini'
import { call } from './contract.ts'
import { Autostart } from './model/autostart.ts'

const nothing = z.optional(z.null())

export const autostartCalls = {
  show: call(nothing, Autostart),
  /** Writes what was shown, by its seal. Throws `plan_changed`, `not_allowed`, `folder_unreadable`, `start_failed`. */
  install: call(z.object({ seal: z.string().check(z.maxLength(64)) }), Autostart),
  /** Throws `not_found`, `not_allowed`, `folder_unreadable`, `start_failed`. */
  remove: call(nothing, Autostart),
}
