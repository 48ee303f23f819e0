import type { StateKey } from '../contract/model/states.ts'
import * as acts from './acts.ts'
import { asks, type Rule, stakes } from './row-context.ts'

const readLog: Rule = (context) => asks(context, context.row.state, { act: acts.readServiceLog(context.service, context.node) })

/** States that ask for a person by themselves, each with the act that heals it. */
const healedBy: Readonly<Partial<Record<StateKey, Rule>>> = {
  'no-longer-asked': (context) => {
    const { row, node } = context
    return asks(context, 'no-longer-asked', { ...stakes(context), cause: `unasked-${row.node}`, act: acts.restartNode(node) })
  },
  'proof-failed': (context) =>
    asks(context, 'proof-failed', { ...stakes(context), act: acts.restartService(context.service, context.node) }),
  'registered-unasked': (context) => {
    const { service, node } = context
    const act = service === null ? acts.lookAtNode(node) : acts.editService(service)
    return asks(context, 'registered-unasked', { ...stakes(context), act })
  },
  'not-connected': (context) => {
    const { service, node, is } = context
    const act = service === null || service.connection.dials === null ? acts.readServiceLog(service, node) : acts.editService(service)
    const values = { reason: service?.connection.reason ?? '' }
    return asks(context, 'not-connected', { ...stakes(context), act, values, tone: is === 'late' ? 'bad' : 'warn' })
  },
  'foreign-service': readLog,
  'proof-waits': readLog,
  'proving-for-nobody': readLog,
  'proving-not-loaded': readLog,
  'not-loaded': (context) => asks(context, 'not-loaded', { ...stakes(context), act: acts.restartNode(context.node) }),
  'service-without-key': (context) => asks(context, 'service-without-key', { act: acts.lookAtNode(context.node) }),
}

export const unhealed: Rule = (context) => healedBy[context.row.state]?.(context) ?? null
