import type { RigName } from '../../../electron/contract/model/basics.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { ServiceRow } from '../../../electron/contract/model/rig.ts'
import { identitiesWords } from '../../words/identities.ts'
import { closedWords } from '../../words/programs.ts'

const words = identitiesWords.bulk

export const bulkActs = ['start', 'stop', 'restart'] as const
export type BulkAct = (typeof bulkActs)[number]

/** One of the chosen, and what an act on its service would do. */
export interface BulkItem {
  readonly row: IdentityRow
  readonly service: RigName | null
  /** Why it is left alone, in words; `null`: it is acted on. */
  readonly closed: string | null
  /** What the core wants to hear for consent, as its row says now; `null`: nothing is lost by it. */
  readonly consent: string | null
}

const closedOf = (act: BulkAct, service: ServiceRow | undefined): string | null => {
  if (service === undefined) return words.noService
  const { slot, findings } = service
  // To kill what had its time is asked for one by one.
  if (act !== 'start' && slot.outlasted) return words.outlasted
  const reason = slot[`${act}Closed`]
  return reason === null ? null : closedWords(reason, findings)
}

/** The services of the chosen, each once: those that are acted on first. */
export const bulkItems = (
  act: BulkAct,
  rows: readonly IdentityRow[],
  services: Readonly<Record<string, ServiceRow>>,
): readonly BulkItem[] => {
  const seen = new Set<string>()
  return rows
    .flatMap((row): BulkItem[] => {
      const service = row.service === null ? undefined : services[row.service]
      const name = service?.name ?? null
      if (name !== null && seen.has(name)) return []
      if (name !== null) seen.add(name)
      const consent = act === 'start' ? null : (service?.slot.stopWords ?? null)
      return [{ row, service: name, closed: closedOf(act, service), consent }]
    })
    .sort((one, other) => Number(one.closed !== null) - Number(other.closed !== null))
}

/** What is typed before several are stopped of which one loses something; `null` when nothing is lost. */
export const bulkTyped = (act: BulkAct, items: readonly BulkItem[]): string | null => {
  const open = items.filter(({ closed }) => closed === null)
  return open.some(({ consent }) => consent !== null) ? words.typed(act, open.length) : null
}
