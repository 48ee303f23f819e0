import type { Check, SmesherId } from '../contract/model/basics.ts'
import { check, worstFirst } from '../contract/model/verdicts.ts'
import { saw } from '../contract/seen.ts'
import { parseAddress, parseListener, reaches } from '../net/index.ts'
import type { NamedFolder } from '../nodes/index.ts'
import { type DataFinding, type DataFolder, type RunningTrouble, serviceCommandLine } from '../post/index.ts'
import type { ServiceSettings } from '../settings/index.ts'
import type { OperatorSaid } from './around.ts'
import { type ConnectionSeen, refusalsUntilTold, saysNoPostService, type WrongListener } from './connection.ts'
import { isElsewhere } from './kinds.ts'
import type { SlotStands } from './slot-row.ts'

/** Everything a row is made of; gathered by the io part, judged here. */
export interface ServiceSeen extends SlotStands {
  readonly settings: ServiceSettings
  readonly folder: DataFolder | null
  readonly named: NamedFolder | null
  /** Whom it proves for, by the folder that it really uses. */
  readonly identity: SmesherId | null
  /** What the running service's log says. */
  readonly log: ConnectionSeen | null
  /** What its operator address answers with no process of ours behind it. */
  readonly said: OperatorSaid | null
  /** What answers there is proven to prove for another identity. */
  readonly saidByAnother: boolean
  /** The listener without PoST service that its command line dials. */
  readonly wrong: WrongListener | null
  /** A meaning of docs/protocol.md §11 for what is wrong while it runs. */
  readonly trouble: RunningTrouble | null
  readonly refusedSince: number | null
  /** Its program is known to be another one than it has to be. */
  readonly programChanged: boolean
  /** Whether the process itself listens on its operator address. */
  readonly listens: 'yes' | 'no' | 'unknown'
  /** A process elsewhere that proves for the same identity, in words. */
  readonly elsewhere: string | null
  /** The slot's file is damaged: a process may hide behind it. */
  readonly damaged: boolean
  readonly now: number
}

/** How long a refused registration may be a half-open connection: after that it is a second prover. */
const halfOpenMs = 12 * 60_000

/** The finding as values for the words. */
const dataSaid = (finding: DataFinding | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(finding ?? {}).map(([name, value]): [string, string] => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  )

function folderFindings({ folder, settings }: ServiceSeen): Check[] {
  const path = settings.dataFolder
  if (folder === null || path === null) return []
  const defects = folder.read.ok ? folder.read.warnings : folder.read.defects
  const found = defects.map(({ field, kind, detail, serviceRefuses }) =>
    check[serviceRefuses ? 'fail' : 'warn']('service-metadata', { path, field: field ?? '', kind }, detail),
  )
  if (folder.data?.complete !== false) return found
  const values = { ...dataSaid(folder.data.findings[0]), path }
  return [check.fail('service-data-incomplete', values, ''), ...found]
}

/** The listener that it dials is named before it has run; once the node refuses it there, that is no guess any more. */
function connectionFindings({ log, wrong, state }: ServiceSeen): Check[] {
  const failures = log === null || log.life.connection === 'registered' ? 0 : log.life.failures
  const evidence = log?.detail ?? ''
  if (wrong !== null) {
    const values = { kind: wrong.kind, node: wrong.node, dials: wrong.dials, post: wrong.post ?? '' }
    const runs = state === 'running' || state === 'external'
    return [check[failures > 0 || runs ? 'fail' : 'warn']('service-wrong-listener', values, evidence)]
  }
  if (failures < refusalsUntilTold || log === null) return []
  if (saysNoPostService(evidence)) return [check.fail('service-no-post-service', {}, evidence)]
  const told = log.life.disconnect === 'already-registered' || log.life.disconnect === 'no-coinbase'
  return told || log.life.connection !== 'disconnected' ? [] : [check.warn('service-not-connected', {}, evidence)]
}

function strangerFindings({ elsewhere, saidByAnother, state, settings }: ServiceSeen): Check[] {
  const found: Check[] = []
  if (elsewhere !== null) {
    // One prover is as it should be, whichever row it belongs to; only beside a process of this row it is a second one.
    const second = state === 'running' || state === 'starting' || state === 'stopping' || state === 'external' || state === 'unknown'
    const id = second ? 'service-identity-elsewhere' : 'service-runs-elsewhere'
    found.push(check[second ? 'fail' : 'warn'](id, {}, elsewhere))
  }
  const address = settings.operatorAddress ?? ''
  if (saidByAnother) found.push(check.warn('service-operator-of-another', { address }, ''))
  return found
}

/** Both addresses are given and the service can't be asked where the settings say, or only one of them is given. */
function operatorDiffers(listens: string | null, asked: string | null): boolean {
  const [listener, address] = [listens === null ? null : parseListener(listens), asked === null ? null : parseAddress(asked)]
  if (listener === null || address === null) return listens !== asked
  // Port 0 is another one at each start.
  return listener.port === 0 || reaches(listener, address) === 'no'
}

function addressFindings({ settings }: ServiceSeen): Check[] {
  const { address, addressTrouble: trouble, operatorAddress } = serviceCommandLine(settings.arguments)
  const found: Check[] = []
  if (trouble !== null) {
    const values = { address: address ?? '', argument: '--address' }
    found.push(check[trouble.never ? 'fail' : 'warn'](`service-address-${trouble.kind}`, values, `--address ${address}`))
  }
  // From another machine it is asked by that machine's address, or through a tunnel.
  if (settings.dataFolder === null || !operatorDiffers(operatorAddress, settings.operatorAddress)) return found
  const values = { listens: operatorAddress ?? saw('no-address'), asked: settings.operatorAddress ?? saw('no-address') }
  const evidence = saw('operator-differs', operatorAddress ?? '', settings.operatorAddress ?? '')
  return [...found, check.warn('service-operator-differs', values, evidence)]
}

function namedFindings({ named, settings }: ServiceSeen): Check[] {
  if (named === null || settings.dataFolder === null) return []
  const values = { path: named.path, folder: settings.dataFolder }
  if (!named.same) return [check.fail('service-folder-differs', values, `--dir ${named.path}`)]
  return named.relative ? [check.warn('service-folder-relative', values, saw('dir-relative'))] : []
}

function commandFindings(seen: ServiceSeen): Check[] {
  // Its line stands on the other machine: what is not given is not known.
  if (isElsewhere(seen.settings) && seen.settings.arguments.length === 0) return []
  const line = serviceCommandLine(seen.settings.arguments)
  const problems = [...line.problems, ...line.unknown.map((argument) => saw('unknown-field', argument.slice(0, 100)))]
  const found = problems.map((evidence) => check.fail('service-command-line', { problem: evidence }))
  return [...namedFindings(seen), ...found, ...addressFindings(seen)]
}

function lawFindings({ record: { law, lastEnd }, state, waits }: ServiceSeen): Check[] {
  if (waits !== null && state === 'backing-off') return [check.warn('service-start-waits', {}, waits)]
  const evidence = lastEnd?.line ?? ''
  if (law.latched) return [check.fail('service-latched', { meaning: lastEnd?.meaning ?? '' }, evidence)]
  return law.degraded ? [check.warn('service-degraded', { failures: String(law.failures) }, evidence)] : []
}

/** Nothing is started from it; what runs keeps what it has loaded. */
const programFindings = ({ programChanged, settings: { name, program } }: ServiceSeen): Check[] =>
  programChanged ? [check.fail('program-changed', { name }, program ?? '')] : []

function runFindings({ settings, log, trouble, refusedSince, listens, state, now, outlasted }: ServiceSeen): Check[] {
  const values = { address: settings.operatorAddress ?? '' }
  const found: Check[] = []
  if (trouble !== null) found.push(check.warn(`service-${trouble}`, values, ''))
  else if (listens === 'no' && state === 'running') {
    found.push(check.warn('service-operator-not-ours', values, saw('not-listening')))
  }
  if (outlasted) found.push(check.warn('program-outlasted', { name: settings.name }, ''))
  if (log?.life.disconnect === 'no-coinbase') found.push(check.fail('service-refused-no-coinbase', {}, saw('node-without-coinbase')))
  if (refusedSince !== null) {
    const verdict = now - refusedSince > halfOpenMs ? 'fail' : 'warn'
    found.push(check[verdict]('service-already-registered', {}, 'post service already registered'))
  }
  return found
}

/** What is to be said of a service beside its state, worst first. */
export function serviceFindings(seen: ServiceSeen): Check[] {
  const { damaged } = seen
  return worstFirst([
    ...(damaged ? [check.unknown('slot-damaged', {}, saw('slot-unread'))] : []),
    ...strangerFindings(seen),
    ...programFindings(seen),
    ...lawFindings(seen),
    ...runFindings(seen),
    ...connectionFindings(seen),
    ...folderFindings(seen),
    ...commandFindings(seen),
  ])
}
