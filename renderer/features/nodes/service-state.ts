import type { ServiceRow } from '../../../electron/contract/model/rig.ts'
import type { MarkName } from '../../ui/marks.ts'
import type { Tone } from '../../ui/tone.ts'

/** A running process is no proof of anything, so it is active, never green. */
export const serviceLooks: Readonly<Record<ServiceRow['state'], { readonly mark: MarkName; readonly tone: Tone }>> = {
  stopped: { mark: 'queued', tone: 'idle' },
  starting: { mark: 'starting', tone: 'active' },
  running: { mark: 'starting', tone: 'active' },
  stopping: { mark: 'stopping', tone: 'idle' },
  ended: { mark: 'failed', tone: 'warn' },
  'backing-off': { mark: 'waiting', tone: 'warn' },
  latched: { mark: 'failed', tone: 'bad' },
  external: { mark: 'starting', tone: 'active' },
  unknown: { mark: 'unknown', tone: 'idle' },
}
