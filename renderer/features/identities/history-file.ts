import type { Epoch, SmesherId } from '../../../electron/contract/model/basics.ts'
import type { EpochKept } from '../../../electron/contract/model/history.ts'
import type { AppClient } from '../../bridge/connection.ts'
import { historyWords } from '../../words/history.ts'
import { csvOf, type FileKind, utc, type Value } from './export.ts'

const words = historyWords.file
type Column = keyof typeof words.columns

const time = (at: number | null | undefined): Value => (at == null ? null : utc(at))
const joined = (parts: readonly (string | number | null)[]): Value => parts.filter((part) => part !== null).join(' ') || null

/** What a column holds, as a program reads it: bytes, smidge in digits, times in UTC; `null`: not known, or none. */
const values: Readonly<Record<Column, (of: EpochKept) => Value>> = {
  epoch: ({ epoch }) => epoch,
  outcome: ({ is }) => historyWords.grid.outcomes[is],
  atx: ({ atxs }) => joined(atxs.map(({ id }) => id)),
  published: ({ atxs }) => time(atxs.find(({ at }) => at !== null)?.at),
  node: ({ atxs }) => joined([...new Set(atxs.map(({ node }) => node))]),
  units: ({ atxs }) => joined([...new Set(atxs.map(({ numUnits }) => numUnits))]),
  coinbase: ({ atxs }) => joined([...new Set(atxs.map(({ coinbase }) => coinbase))]),
  began: ({ proof }) => time(proof?.began),
  ended: ({ proof }) => time(proof?.ended),
  how: ({ proof }) => (proof?.how == null ? null : historyWords.proofs.ends[proof.how]),
  passes: ({ proof }) => proof?.passes ?? null,
  bytes: ({ proof }) => proof?.bytes ?? null,
  bytesPerSecond: ({ proof }) => proof?.bytesPerSecond ?? null,
  source: ({ proof }) => (proof?.source == null ? null : historyWords.proofs.sources[proof.source]),
  layers: ({ paid }) => paid?.layers ?? null,
  smidge: ({ paid }) => paid?.total ?? null,
}
const columns = Object.keys(values) as readonly Column[]

export const historyText = (kind: FileKind, epochs: readonly EpochKept[]): string =>
  kind === 'csv'
    ? csvOf([columns.map((column) => words.columns[column]), ...epochs.map((of) => columns.map((column) => values[column](of)))])
    : `${JSON.stringify(
        epochs.map((of) => Object.fromEntries(columns.map((column) => [column, values[column](of)]))),
        null,
        2,
      )}\n`

/** Both ends included; `null`: no end there. */
export interface Span {
  readonly from: number | null
  readonly to: number | null
}

/** What a person typed as an epoch: `null` where nothing stands, `undefined` where it is none. */
export const epochTyped = (text: string): number | null | undefined =>
  text.trim() === '' ? null : /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undefined

const pageMost = 100

/** All that is kept of these epochs, newest first: asked for page after page. */
export async function historyOf(client: AppClient, id: SmesherId, { from, to }: Span): Promise<EpochKept[]> {
  const found: EpochKept[] = []
  const oldest = from === null ? {} : { from: from as Epoch }
  for (let before = to === null ? null : to + 1; ; before = found.at(-1)?.epoch ?? null) {
    const newest = before === null ? {} : { before: before as Epoch }
    const { epochs, more } = await client.history.page({ id, limit: pageMost, ...oldest, ...newest })
    found.push(...epochs)
    if (!more || epochs.length === 0) return found
  }
}
