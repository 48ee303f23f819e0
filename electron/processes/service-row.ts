import * as z from 'zod/mini'
import { Instant, type SmesherId } from '../contract/model/basics.ts'
import type { ServiceRow } from '../contract/model/rig.ts'
import { type ServiceLife, serviceCommandLine } from '../post/index.ts'
import { type ServiceSeen, serviceFindings } from './service-findings.ts'

const identityOf = ({ folder }: ServiceSeen): SmesherId | null => (folder?.read.ok === true ? folder.read.metadata.nodeId : null)

/** Why the start is closed, as a key of the words; `null` when it is open. */
function startClosed({ state, heldBy, settings, elsewhere, damaged, named }: ServiceSeen): string | null {
  if (heldBy !== null) return 'held-by-migration'
  if (damaged || state === 'unknown') return 'state-unknown'
  if (state === 'external') return 'external'
  if (state === 'running' || state === 'starting' || state === 'stopping') return 'already-running'
  if (settings.program === null) return 'no-program'
  if (named?.same === false) return 'folder-differs'
  return elsewhere === null ? null : 'identity-runs-elsewhere'
}

function stopClosed({ state, heldBy }: ServiceSeen): string | null {
  if (heldBy !== null) return 'held-by-migration'
  if (state === 'external') return 'external'
  if (state === 'stopping') return 'stopping'
  if (state === 'unknown') return 'state-unknown'
  return state === 'running' || state === 'starting' || state === 'backing-off' ? null : 'not-running'
}

const instant = (at: number): Instant => z.parse(Instant, at)

/** As it runs, whoever started it; else as it would be started. Program first. */
function commandLineOf({ settings, record: { run }, externalCommandLine }: ServiceSeen): readonly string[] {
  if (run !== null) return [run.program, ...run.args]
  return externalCommandLine ?? [settings.program ?? 'post-service', ...settings.arguments]
}

/** The row of the contract. A running service shows the command line it was started with, else the one it would be. */
export function serviceRow(seen: ServiceSeen): ServiceRow {
  const { settings, record, state } = seen
  const { run, lastEnd } = record
  const commandLine = [...commandLineOf(seen)]
  return {
    name: settings.name,
    identity: identityOf(seen),
    node: settings.node,
    dataFolder: settings.dataFolder,
    address: serviceCommandLine(commandLine.slice(1)).address,
    operatorAddress: settings.operatorAddress,
    state,
    lastEnd: lastEnd === null ? null : { ...lastEnd, at: instant(lastEnd.at) },
    pid: run?.identity?.pid ?? (state === 'external' ? seen.externalPid : null),
    startedAt: run === null ? null : instant(run.at),
    adopted: seen.adopted,
    commandLine,
    heldBy: seen.heldBy,
    startClosed: startClosed(seen),
    stopClosed: stopClosed(seen),
    stopWords: `stop ${settings.name}`,
    connection: { state: 'unknown', since: null, reason: null, dials: null },
    findings: serviceFindings(seen),
  }
}

/** Whether stopping it now would lose a proof in progress. */
export const wouldLoseProof = (life: ServiceLife | null): boolean => life !== null && ['k2pow', 'reading', 'found'].includes(life.proof)
