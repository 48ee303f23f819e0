import type { ServiceRow, SlotRow } from '../../../electron/contract/model/rig.ts'
import type { Look } from '../../ui/tone.ts'

/** A running process is no proof of anything, so it is active, never green. */
const serviceLooks: Readonly<Record<SlotRow['state'], Look>> = {
  stopped: { mark: 'queued', tone: 'idle' },
  starting: { mark: 'starting', tone: 'active' },
  running: { mark: 'starting', tone: 'active' },
  stopping: { mark: 'stopping', tone: 'idle' },
  ended: { mark: 'failed', tone: 'warn' },
  'backing-off': { mark: 'waiting', tone: 'warn' },
  latched: { mark: 'failed', tone: 'bad' },
  external: { mark: 'starting', tone: 'active' },
  elsewhere: { mark: 'unknown', tone: 'idle' },
  unknown: { mark: 'unknown', tone: 'idle' },
}

const up: readonly SlotRow['state'][] = ['running', 'starting', 'external']
export const isUp = (state: SlotRow['state']): boolean => up.includes(state)

/** One that its node does not take runs for nothing. */
export const serviceLook = ({ slot: { state }, connection }: ServiceRow): Look =>
  connection.state === 'not-connected' && state === 'running' ? { mark: 'at-risk', tone: 'warn' } : serviceLooks[state]
