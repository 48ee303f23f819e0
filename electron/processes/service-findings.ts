import type { Check } from '../contract/model/basics.ts'
import { type DataFolder, type ServiceLife, serviceCommandLine } from '../post/index.ts'
import type { ServiceSettings } from '../settings/index.ts'
import type { SlotRecord, SlotState } from './slot.ts'

/** Everything a row is made of; gathered by the io part, judged here. */
export interface ServiceSeen {
  readonly settings: ServiceSettings
  readonly record: SlotRecord
  readonly state: SlotState
  readonly adopted: boolean
  readonly externalPid: number | null
  /** Of that process, program first: it may differ from the settings. */
  readonly externalCommandLine: readonly string[] | null
  readonly heldBy: string | null
  readonly folder: DataFolder | null
  /** What the running service's log says. */
  readonly life: ServiceLife | null
  /** A meaning of docs/protocol.md 11 for what is wrong while it runs. */
  readonly trouble: string | null
  readonly refusedSince: number | null
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

type Said = Pick<Check, 'id' | 'verdict' | 'evidence'> & { readonly values?: Record<string, string> }
const check = ({ id, verdict, evidence, values = {} }: Said): Check => ({ id, verdict, evidence, values })

const asText = (value: unknown): string => JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? String(part) : part)) ?? ''

function folderFindings({ folder, settings }: ServiceSeen): Check[] {
  if (folder === null) return []
  const path = settings.dataFolder
  const defects = folder.read.ok ? folder.read.warnings : folder.read.defects
  const found = defects.map(({ field, kind, detail, serviceRefuses }) =>
    check({
      id: 'service-metadata',
      verdict: serviceRefuses ? 'fail' : 'warn',
      evidence: detail,
      values: { path, field: field ?? '', kind },
    }),
  )
  if (folder.data?.complete !== false) return found
  return [check({ id: 'service-data-incomplete', verdict: 'fail', evidence: asText(folder.data.findings[0]), values: { path } }), ...found]
}

function commandFindings({ settings }: ServiceSeen): Check[] {
  const line = serviceCommandLine(settings.arguments)
  const problems = [...line.problems, ...line.unknown.map((argument) => `unknown argument ${argument.slice(0, 100)}`)]
  const found = problems.map((evidence) => check({ id: 'service-command-line', verdict: 'fail', evidence }))
  if (line.operatorAddress === settings.operatorAddress) return found
  const evidence = `${line.operatorAddress ?? 'none'} in the arguments, ${settings.operatorAddress ?? 'none'} in the settings`
  return [...found, check({ id: 'service-operator-differs', verdict: 'warn', evidence })]
}

function lawFindings({ record: { law, lastEnd } }: ServiceSeen): Check[] {
  const evidence = lastEnd?.line ?? ''
  if (law.latched) return [check({ id: 'service-latched', verdict: 'fail', evidence, values: { meaning: lastEnd?.meaning ?? '' } })]
  return law.degraded ? [check({ id: 'service-degraded', verdict: 'warn', evidence, values: { failures: String(law.failures) } })] : []
}

function runFindings({ settings, life, trouble, refusedSince, listens, state, now }: ServiceSeen): Check[] {
  const values = { address: settings.operatorAddress ?? '' }
  const found: Check[] = []
  if (trouble !== null) found.push(check({ id: `service-${trouble}`, verdict: 'warn', evidence: '', values }))
  else if (listens === 'no' && state === 'running') {
    found.push(check({ id: 'service-operator-not-ours', verdict: 'warn', evidence: 'the process does not listen there', values }))
  }
  if (life?.disconnect === 'no-coinbase')
    found.push(check({ id: 'service-refused-no-coinbase', verdict: 'fail', evidence: 'the node has no coinbase' }))
  if (refusedSince !== null) {
    const verdict = now - refusedSince > halfOpenMs ? 'fail' : 'warn'
    found.push(check({ id: 'service-already-registered', verdict, evidence: 'post service already registered' }))
  }
  return found
}

/** What is to be said of a service beside its state, the run before the files before the command line. */
export function serviceFindings(seen: ServiceSeen): Check[] {
  const { damaged, elsewhere } = seen
  return [
    ...(damaged ? [check({ id: 'slot-damaged', verdict: 'unknown', evidence: 'the slot file can not be read' })] : []),
    ...(elsewhere === null ? [] : [check({ id: 'service-identity-elsewhere', verdict: 'fail', evidence: elsewhere })]),
    ...lawFindings(seen),
    ...runFindings(seen),
    ...folderFindings(seen),
    ...commandFindings(seen),
  ]
}
