import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import { migrateWords } from '../../words/migrate.ts'
import { nodesWords } from '../../words/nodes.ts'

const words = migrateWords.choose
const { setups } = nodesWords.detail

export interface FitRow {
  readonly name: string
  readonly source: string
  readonly target: string
  readonly verdict: 'fits' | 'differs' | 'unknown'
  readonly says: string
}

type Half = string | null

const compared = (name: string, [source, target]: readonly [Half, Half]): FitRow => {
  const known = source !== null && target !== null
  const verdict = !known ? 'unknown' : source === target ? 'fits' : 'differs'
  const says = { fits: words.same, differs: words.differs, unknown: words.unknown }[verdict]
  return { name, source: source ?? words.unknown, target: target ?? words.unknown, verdict, says }
}

const layerOf = ({ sync, reach }: NodeRow): Half => (sync === null || reach !== 'answers' ? null : words.layer(sync.currentLayer))

/** A first look by what both nodes say of themselves; the checks look deeper. */
export const fitRows = (source: NodeRow, target: NodeRow): readonly FitRow[] => {
  const synced = source.sync?.synced === true && target.sync?.synced === true
  const folders = source.dataFolder !== null && target.dataFolder !== null
  const remote = source.setup === 'remote' && target.setup === 'remote'
  const layers: readonly [Half, Half] = [layerOf(source), layerOf(target)]
  return [
    compared(words.fits.network, [source.network ?? source.genesisId, target.network ?? target.genesisId]),
    {
      ...compared(words.fits.synced, layers),
      verdict: layers.includes(null) ? 'unknown' : synced ? 'fits' : 'differs',
      says: synced ? words.both : words.notBoth,
    },
    compared(words.fits.program, [source.version, target.version]),
    {
      ...compared(words.fits.setup, [setups[source.setup], setups[target.setup]]),
      verdict: remote ? 'fits' : 'differs',
      says: remote ? words.remote : words.notBoth,
    },
    {
      ...compared(words.fits.folder, [source.dataFolder, target.dataFolder]),
      verdict: folders ? 'fits' : 'unknown',
      says: folders ? words.known : words.unknown,
    },
  ]
}
