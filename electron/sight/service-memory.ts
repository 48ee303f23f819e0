import type { OperatorSeen } from '../contract/model/identity.ts'
import type { ServiceRow, SlotRow } from '../contract/model/rig.ts'
import type { Answer } from '../net/index.ts'
import type { OperatorStatus } from '../post/index.ts'
import type { ServiceSettings } from '../settings/index.ts'
import { noPass, type PassTrack, trackPass } from './progress.ts'
import type { DataSeen } from './sightings.ts'
import { seenAgain, type Timed } from './timed.ts'

/** What stands in the settings of a service, as far as seeing needs it. */
export type ServicePlace = Pick<ServiceSettings, 'name' | 'dataFolder' | 'node' | 'operatorAddress' | 'identity'>

/** All that is remembered of one service. Changed in place. */
export interface ServiceMemory {
  readonly place: ServicePlace
  data: DataSeen | null
  /** What its operator address said, as the axis of the table. */
  operator: Timed<OperatorSeen> | null
  /** What it said before that. */
  operatorBefore: OperatorSeen | null
  status: OperatorStatus | null
  /** Why the address said nothing useful. */
  detail: string
  track: PassTrack
  row: ServiceRow | null
  /** When the state of its slot changed last. */
  rowSince: number
  /** Last time that it was at work on a proof. */
  workedAt: number | null
}

export const newServiceMemory = (place: ServicePlace): ServiceMemory => ({
  place,
  data: null,
  operator: null,
  operatorBefore: null,
  status: null,
  detail: '',
  track: noPass,
  row: null,
  rowSince: 0,
  workedAt: null,
})

function seenOf(answer: Answer<OperatorStatus>): OperatorSeen | null {
  switch (answer.kind) {
    case 'answer':
      if (answer.value.kind !== 'proving') return answer.value.kind
      // Position 0 is the k2pow of the pass, a growing one is reading (docs/protocol.md §6).
      return answer.value.position === 0 ? 'k2pow' : 'reading'
    case 'garbled':
      // A connection that breaks off is what a service does that is being stopped.
      return answer.detail === 'ECONNRESET' || answer.detail === 'EPIPE' ? 'unreachable' : 'foreign'
    case 'refused':
    case 'silent':
    case 'hangs':
    case 'no-address':
    case 'address-refused':
    case 'fault':
      return 'unreachable'
    case 'cancelled':
      return null
  }
}

/** Takes one answer of the operator address. */
export function seeOperator(memory: ServiceMemory, answer: Answer<OperatorStatus>, at: number): void {
  const seen = seenOf(answer)
  if (seen === null) return
  if (memory.operator !== null && memory.operator.value !== seen) memory.operatorBefore = memory.operator.value
  memory.operator = seenAgain(memory.operator, seen, at)
  memory.status = answer.kind === 'answer' ? answer.value : null
  memory.detail = 'detail' in answer ? answer.detail : answer.kind
  memory.track = memory.status === null ? noPass : trackPass(memory.track, memory.status, at)
  if (seen === 'k2pow' || seen === 'reading') memory.workedAt = at
}

/** Takes the slot's row. */
export function seeRow(memory: ServiceMemory, row: ServiceRow | null, at: number): void {
  if (memory.row?.slot.state !== row?.slot.state) memory.rowSince = at
  memory.row = row
}

const notRunning: readonly SlotRow['state'][] = ['stopped', 'ended', 'backing-off', 'latched']

/** By its slot the service does not run; `false` also when nothing is known of it. */
export const isStopped = ({ row }: ServiceMemory): boolean => row !== null && notRunning.includes(row.slot.state)
export const isRunning = ({ row }: ServiceMemory): boolean => row?.slot.state === 'running' || row?.slot.state === 'external'

/** An answer this much older or younger than a stop is still of the service itself. */
const settledMs = 1_000

/** What answers on its address is not this service: it proves for another identity, or the service itself does not listen there. */
const notItsOwn: readonly string[] = [
  'service-operator-of-another',
  'service-operator-not-ours',
  'service-running-operator-port-taken-silently',
]
/** Proven by processes, settings or its log. The status itself names no identity (docs/protocol.md §6). */
const answersForAnother = ({ row }: ServiceMemory): boolean => row?.findings.some(({ id }) => notItsOwn.includes(id)) === true

/**
 * What the service says, by all that is known of it: none without an operator address, which is normal; what answers for a service
 * that does not run here runs elsewhere; and nothing believable where two services would answer on one address.
 */
export function operatorOf(memory: ServiceMemory, sharesAddress: boolean): OperatorSeen {
  const { place, operator, rowSince } = memory
  if (place.operatorAddress === null || operator === null) return 'off'
  const answers = operator.value !== 'unreachable'
  if (isStopped(memory) && (!answers || operator.at <= rowSince + settledMs)) return 'off'
  return answers && (sharesAddress || answersForAnother(memory)) ? 'foreign' : operator.value
}

/** Since when the node has not taken it although it runs; `null` where that is not known, or it does. */
export function unconnectedSince(memory: ServiceMemory): number | null {
  const { row } = memory
  if (row === null || !isRunning(memory)) return null
  if (row.connection.state === 'not-connected') return row.connection.since ?? memory.rowSince
  return row.findings.some(({ id, verdict }) => id === 'service-wrong-listener' && verdict === 'fail') ? memory.rowSince : null
}
