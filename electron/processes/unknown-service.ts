import type { ServiceRow } from '../contract/model/rig.ts'
import type { Fault } from '../faults/index.ts'
import type { ServiceSettings } from '../settings/index.ts'
import { kinds } from './kinds.ts'

/** The row of a service of which nothing could be made out: neither start nor stop is open. */
export const unknownService = (settings: ServiceSettings, { reference, detail }: Fault): ServiceRow => ({
  name: settings.name,
  identity: null,
  node: settings.node,
  dataFolder: settings.dataFolder,
  address: null,
  operatorAddress: settings.operatorAddress,
  slot: {
    state: 'unknown',
    wanted: null,
    lastEnd: null,
    nextTryAt: null,
    heldBy: null,
    startClosed: 'state-unknown',
    stopClosed: 'state-unknown',
    restartClosed: 'state-unknown',
    stopWords: null,
    outlasted: false,
    pid: null,
    ours: false,
    adopted: false,
    startedAt: null,
    commandLine: [settings.program ?? kinds.service.program, ...settings.arguments],
  },
  connection: { state: 'unknown', since: null, reason: null, dials: null },
  findings: [{ id: 'source-fault', verdict: 'unknown', evidence: detail, values: { source: 'row', reference } }],
})
