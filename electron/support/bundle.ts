import type { DoctorResult, DoctorRun } from '../contract/model/doctor.ts'
import type { Remembered } from '../contract/model/history.ts'
import type { State } from '../contract/state.ts'
import type { Settings } from '../settings/index.ts'
import type { Redactor } from './redact.ts'

/** Everything of a bundle but what stands in it: as it was read, secrets and all. Never a key file. */
export interface Gathered {
  readonly about: Readonly<Record<string, unknown>>
  readonly state: State
  readonly doctor: { readonly run: DoctorRun | null; readonly results: readonly DoctorResult[] }
  /** `null`: no rig is open, or its settings can't be read. */
  readonly settings: Settings | null
  /** By node; of one whose config could not be read as JSON there is none. */
  readonly configs: ReadonlyMap<string, unknown>
  readonly logs: readonly { readonly name: string; readonly lines: readonly string[] }[]
  /** Logs that there was no room for. */
  readonly leftOut: readonly string[]
  /** Newest first; `null`: it can't be read. */
  readonly history: readonly Remembered[] | null
}

export interface Part {
  readonly name: string
  readonly text: string
}

/** What a person wrote down of an identity for nobody else. */
const withoutNote = (one: object) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'note'))

/** The parts as they are shown and saved, one after the other: nothing leaves but through the redactor. */
export function* partsOf(
  { about, state, doctor, settings, configs, logs, leftOut, history }: Gathered,
  { json, text }: Redactor,
): Generator<Part> {
  const { rig, nodes, services, identities, alerts, inventory, verdict, batches } = state
  const versions = Object.values(nodes).map(({ name, version, genesisId }) => ({ name, version, genesisId }))
  yield { name: 'about.json', text: json({ ...about, versions, leftOut }) }
  yield { name: 'doctor.json', text: json(doctor) }
  yield { name: 'alerts.json', text: json({ verdict, alerts: Object.values(alerts) }) }
  yield {
    name: 'rig.json',
    text: json({ rig, nodes, services, identities: Object.values(identities).map(withoutNote), inventory, batches }),
  }
  yield { name: 'settings.json', text: json(settings && { ...settings, identities: settings.identities?.map(withoutNote) }) }
  yield { name: 'history.json', text: json(history) }
  for (const [node, config] of configs) yield { name: `configs/${node}.json`, text: json(config) }
  for (const { name, lines } of logs) yield { name, text: text(`${lines.join('\n')}\n`) }
}
