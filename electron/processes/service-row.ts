import type { ClosedReason } from '../contract/model/closed.ts'
import type { ServiceRow } from '../contract/model/rig.ts'
import { type ServiceLife, serviceCommandLine } from '../post/index.ts'
import { connectionOf } from './connection.ts'
import { type ServiceSeen, serviceFindings } from './service-findings.ts'
import { slotRow } from './slot-row.ts'

/** What speaks against a new process, whatever runs now. */
function refusedStart({ settings, elsewhere, named }: ServiceSeen): ClosedReason | null {
  if (settings.program === null) return 'no-program'
  if (named?.same === false) return 'folder-differs'
  return elsewhere === null ? null : 'identity-runs-elsewhere'
}

/** The row of the contract. A running service shows the command line it was started with, else the one it would be. */
export function serviceRow(seen: ServiceSeen): ServiceRow {
  const { settings, log } = seen
  const slot = slotRow({
    ...seen,
    name: settings.name,
    planned: [settings.program ?? 'post-service', ...settings.arguments],
    refused: refusedStart(seen),
    loses: log !== null && wouldLoseProof(log.life),
  })
  return {
    name: settings.name,
    identity: seen.identity,
    node: settings.node,
    dataFolder: settings.dataFolder,
    address: serviceCommandLine(slot.commandLine.slice(1)).address,
    operatorAddress: settings.operatorAddress,
    slot,
    connection: connectionOf(log, seen.said, seen.wrong),
    findings: serviceFindings(seen),
  }
}

/** Whether stopping it now would lose a proof in progress. */
export const wouldLoseProof = (life: ServiceLife | null): boolean => life !== null && ['k2pow', 'reading', 'found'].includes(life.proof)
