import type { ClosedReason } from '../contract/model/closed.ts'
import type { ServiceRow } from '../contract/model/rig.ts'
import { type DataFolder, type DataSizes, loggedProofs, serviceCommandLine } from '../post/index.ts'
import { connectionOf } from './connection.ts'
import { kinds } from './kinds.ts'
import { type ServiceSeen, serviceFindings } from './service-findings.ts'
import { slotRow } from './slot-row.ts'
import { plannedLine } from './specs.ts'

/** What speaks against a new process, whatever runs now. */
function refusedStart({ settings, elsewhere, named, programChanged }: ServiceSeen): ClosedReason | null {
  const missing = kinds.service.missing(settings)
  if (missing !== null) return missing
  if (programChanged) return 'program-changed'
  if (named?.same === false) return 'folder-differs'
  return elsewhere === null ? null : 'identity-runs-elsewhere'
}

const sizesOf = (folder: DataFolder | null): DataSizes => ({
  totalBytes: folder?.data == null ? null : Number(folder.data.expectedBytes),
  fileBytes: folder?.read.ok === true ? Number(folder.read.metadata.maxFileSize) : null,
})

/** The row of the contract. A running service shows the command line it was started with, else the one it would be. */
export function serviceRow(seen: ServiceSeen): ServiceRow {
  const { settings, record, log } = seen
  const slot = slotRow({
    ...seen,
    name: settings.name,
    planned: plannedLine({ key: record, program: settings.program, args: settings.arguments }),
    refused: refusedStart(seen),
    loses: kinds.service.loses(log?.life ?? null),
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
    ...(log?.proofs === undefined ? {} : { logged: loggedProofs(log.proofs, sizesOf(seen.folder)) }),
  }
}
