import * as z from 'zod/mini'
import { endConsent, stopConsent } from '../contract/consent.ts'
import { Instant } from '../contract/model/basics.ts'
import type { ClosedReason } from '../contract/model/closed.ts'
import type { ServiceRow } from '../contract/model/rig.ts'
import { type ServiceLife, serviceCommandLine } from '../post/index.ts'
import { connectionOf } from './connection.ts'
import { type ServiceSeen, serviceFindings } from './service-findings.ts'
import { isUp, shownEnd, startClosedBy, stopClosedBy } from './slot-shown.ts'

/** What speaks against a new process, whatever runs now. */
function refusedStart({ settings, elsewhere, named }: ServiceSeen): ClosedReason | null {
  if (settings.program === null) return 'no-program'
  if (named?.same === false) return 'folder-differs'
  return elsewhere === null ? null : 'identity-runs-elsewhere'
}

/** Why each act is closed, as a key of the words; `null` when it is open. */
function closed(seen: ServiceSeen): Pick<ServiceRow, 'startClosed' | 'stopClosed' | 'restartClosed'> {
  const { state, heldBy, damaged, externalPid } = seen
  const shown = damaged ? 'unknown' : state
  const start = startClosedBy(shown, heldBy)
  const refused = refusedStart(seen)
  const stopClosed = stopClosedBy(state, heldBy)
  return {
    startClosed: start === 'external' && externalPid === null ? 'answers-elsewhere' : (start ?? refused),
    stopClosed,
    restartClosed: stopClosed ?? (isUp(state) ? refused : 'not-running'),
  }
}

const instant = (at: number): Instant => z.parse(Instant, at)

/** As it runs, whoever started it; else as it would be started. Program first. */
function commandLineOf({ settings, record: { run }, externalCommandLine }: ServiceSeen): readonly string[] {
  if (run !== null) return [run.program, ...run.args]
  return externalCommandLine ?? [settings.program ?? 'post-service', ...settings.arguments]
}

/** The consent that a stop asks for: for what is lost by it, and for ending at once what did not end in its time. */
function stopWords({ settings, state, outlasted, log }: ServiceSeen): string | null {
  if (outlasted) return endConsent(settings.name)
  return isUp(state) && log !== null && wouldLoseProof(log.life) ? stopConsent(settings.name) : null
}

/** The row of the contract. A running service shows the command line it was started with, else the one it would be. */
export function serviceRow(seen: ServiceSeen): ServiceRow {
  const { settings, record, state } = seen
  const { run, lastEnd } = record
  const commandLine = [...commandLineOf(seen)]
  return {
    name: settings.name,
    identity: seen.identity,
    node: settings.node,
    dataFolder: settings.dataFolder,
    address: serviceCommandLine(commandLine.slice(1)).address,
    operatorAddress: settings.operatorAddress,
    state,
    lastEnd: shownEnd(lastEnd),
    pid: run?.identity?.pid ?? (state === 'external' ? seen.externalPid : null),
    startedAt: run === null ? null : instant(run.at),
    adopted: seen.adopted,
    commandLine,
    heldBy: seen.heldBy,
    ...closed(seen),
    stopWords: stopWords(seen),
    outlasted: seen.outlasted,
    connection: connectionOf(seen.log, seen.said, seen.wrong),
    findings: serviceFindings(seen),
  }
}

/** Whether stopping it now would lose a proof in progress. */
export const wouldLoseProof = (life: ServiceLife | null): boolean => life !== null && ['k2pow', 'reading', 'found'].includes(life.proof)
