import type { Bytes, FolderHandle, Instant, RigName } from '../../../electron/contract/model/basics.ts'
import { guideNetwork } from '../../../electron/contract/model/guide-network.ts'
import type { NetworkWishes } from '../../../electron/contract/model/network.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { isRigName } from '../../state/rig-name.ts'
import { networkWords } from '../../words/networks.ts'

const minuteMs = 60_000

/** What a person sees and changes; numbers and durations as they are typed. */
export interface NetworkForm {
  readonly node: FolderEntry | null
  readonly service: FolderEntry | null
  readonly postcli: FolderEntry | null
  readonly parent: FolderEntry | null
  readonly name: string
  /** As the picker has it, in local time: `2026-11-29T15:30:00`. */
  readonly genesis: string
  readonly layer: string
  readonly layers: string
  readonly shift: string
  readonly gap: string
  readonly grace: string
  readonly units: string
  readonly least: string
  readonly coinbase: string
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: minuteMs, h: 60 * minuteMs, d: 1440 * minuteMs }

/** `90s`, `1h30m`: milliseconds; `null` for what is no duration, or none at all. */
export function spanOf(text: string): number | null {
  const parts = text.trim().matchAll(/(\d{1,9})(ms|s|m|h|d)/gy)
  let [total, read] = [0, 0]
  for (const [whole, value, unit] of parts) {
    total += Number(value) * (unitMs[unit ?? ''] ?? 0)
    read += whole.length
  }
  return read > 0 && read === text.trim().length && total > 0 ? total : null
}

/** The longest unit that leaves no rest. */
const spanText = (ms: number): string =>
  ms % (60 * minuteMs) === 0 ? `${ms / (60 * minuteMs)}h` : ms % minuteMs === 0 ? `${ms / minuteMs}m` : `${ms / 1000}s`

export const wholeOf = (text: string): number | null => (/^\d{1,6}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : null)

/** The sizes of all identities; `null` when one of them makes no sense, or there are too many. */
export function unitsOf(text: string): readonly number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  const units = parts.map((part) => wholeOf(part) ?? 0)
  return units.length > 0 && units.length <= 50 && units.every((one) => one >= 1 && one <= 1024) ? units : null
}

export const sizesOf = (units: readonly number[]) => {
  const sum = units.reduce((all, one) => all + one, 0)
  return { identities: units.length, units: sum, bytes: (sum * guideNetwork.labelsPerUnit * 16) as Bytes }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** A moment as the picker has it. */
export const pickerText = (at: number): string => {
  const day = new Date(at)
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}T${two(day.getHours())}:${two(day.getMinutes())}:${two(day.getSeconds())}`
}

/** Milliseconds; `null` while no moment is picked. */
export const pickedAt = (text: string): number | null => {
  const at = new Date(text).getTime()
  return Number.isFinite(at) ? at : null
}

/** The guide's values; genesis ten minutes ahead, at a whole minute. */
export const guideForm = (now: number): Omit<NetworkForm, 'node' | 'service' | 'postcli' | 'parent' | 'name'> => ({
  genesis: pickerText(Math.ceil(now / minuteMs + 10) * minuteMs),
  layer: spanText(guideNetwork.layerMs),
  layers: String(guideNetwork.layersPerEpoch),
  shift: spanText(guideNetwork.phaseShiftMs),
  gap: spanText(guideNetwork.cycleGapMs),
  grace: spanText(guideNetwork.graceMs),
  units: guideNetwork.units.join(', '),
  least: String(guideNetwork.minUnits),
  coinbase: guideNetwork.coinbase,
})

export const newForm = (now: number): NetworkForm => ({
  node: null,
  service: null,
  postcli: null,
  parent: null,
  name: 'own',
  ...guideForm(now),
})

/** Milliseconds of an epoch; `null` while it makes no sense. */
export const epochOf = ({ layer, layers }: Pick<NetworkForm, 'layer' | 'layers'>): number | null => {
  const [each, count] = [spanOf(layer), wholeOf(layers)]
  return each === null || count === null ? null : each * count
}

const handleOf = (entry: FolderEntry): FolderHandle => entry.handle as FolderHandle

export type Asked = { readonly wishes: NetworkWishes } | { readonly missing: string }

/** What the main side is asked for, or what the form lacks, in words. */
export function askedOf(form: NetworkForm): Asked {
  const { missing } = networkWords
  const { node, service, postcli, parent, name } = form
  if (node === null) return { missing: missing.node }
  if (service === null) return { missing: missing.service }
  if (postcli === null) return { missing: missing.postcli }
  if (parent === null) return { missing: missing.parent }
  if (!isRigName(name)) return { missing: missing.name }
  const [genesisAt, layerMs, layersPerEpoch] = [pickedAt(form.genesis), spanOf(form.layer), wholeOf(form.layers)]
  const [phaseShiftMs, cycleGapMs, graceMs] = [spanOf(form.shift), spanOf(form.gap), spanOf(form.grace)]
  if (genesisAt === null || layerMs === null || layersPerEpoch === null || phaseShiftMs === null || cycleGapMs === null || graceMs === null)
    return { missing: missing.clock }
  const [units, minUnits] = [unitsOf(form.units), wholeOf(form.least)]
  if (units === null || minUnits === null) return { missing: missing.units }
  return {
    wishes: {
      name: name as RigName,
      parent: handleOf(parent),
      node: handleOf(node),
      service: handleOf(service),
      postcli: handleOf(postcli),
      genesisAt: genesisAt as Instant,
      layerMs,
      layersPerEpoch,
      phaseShiftMs,
      cycleGapMs,
      graceMs,
      coinbase: form.coinbase.trim(),
      minUnits,
      units: [...units],
    },
  }
}
