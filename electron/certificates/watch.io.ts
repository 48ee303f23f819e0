import type { Instant, RigName } from '../contract/model/basics.ts'
import type { CertificateRow } from '../contract/model/certificate.ts'
import { type Barrier, type Clock, repeat } from '../time/index.ts'
import { judgeCertificate } from './judge.ts'
import { type CertificatePlace, lookAtCertificate } from './read-certificate.io.ts'
import type { CertificateStore, MadePlace } from './store.io.ts'

/** A certificate that an entry of the rig names. */
export interface UsedPlace extends CertificatePlace {
  readonly node: RigName | null
  readonly of: string
  readonly usedBy: string
}

interface WatchOptions {
  readonly store: Pick<CertificateStore, 'made'>
  readonly used: () => Promise<readonly UsedPlace[]>
  readonly clock: Clock
  readonly barrier: Barrier
}

const everyMs = 10 * 60_000
const mostRows = 1_000

interface Place extends Omit<MadePlace, 'number'> {
  readonly number: number | null
  readonly usedBy: readonly string[]
}

const keyOf = ({ role, path }: Pick<CertificatePlace, 'role' | 'path'>): string => `${role} ${path}`

/** One place for each file: what was made here, and what entries name. How an entry dials counts where one does. */
function together(made: readonly MadePlace[], used: readonly UsedPlace[]): Place[] {
  const places = new Map<string, Place>(made.map((one) => [keyOf(one), { ...one, usedBy: [] }]))
  for (const { usedBy, ...one } of used) {
    const before = places.get(keyOf(one))
    const host = one.host ?? before?.host ?? null
    places.set(keyOf(one), { number: null, ...one, ...before, host, usedBy: [...(before?.usedBy ?? []), usedBy] })
  }
  return [...places.values()].slice(0, mostRows)
}

const isNewer = (one: Place, than: Place): boolean =>
  one.role === than.role && one.node === than.node && one.of === than.of && (one.number ?? 0) > (than.number ?? 0)

async function rowOf(place: Place, all: readonly Place[], now: number): Promise<CertificateRow> {
  const facts = await lookAtCertificate(place)
  const replaced = place.number !== null && place.usedBy.length === 0 && all.some((one) => isNewer(one, place))
  const { role, node, of, path, keyPath, authorityPath, number, usedBy } = place
  return {
    ...{ key: keyOf(place), role, node, of, path, keyPath, authorityPath, number, replaced, usedBy: [...usedBy] },
    names: [...facts.names],
    from: facts.from as Instant | null,
    until: facts.until as Instant | null,
    checks: judgeCertificate(facts, now),
  }
}

/** Looks at all certificates of the rig every ten minutes, and when told that something changed. Read only. */
export function watchCertificates({ store, used, clock, barrier }: WatchOptions) {
  let rows: readonly CertificateRow[] = []
  const listeners = new Set<() => void>()
  const look = async () => {
    const places = together(await store.made(), await used())
    const found = await Promise.all(places.map((place) => rowOf(place, places, clock.now())))
    found.sort((one, other) => (one.key < other.key ? -1 : 1))
    if (JSON.stringify(found) !== JSON.stringify(rows)) {
      rows = found
      for (const listener of listeners) listener()
    }
    return everyMs
  }
  const looking = repeat(clock, look, barrier)
  return {
    rows: () => rows,
    onChange: (listener: () => void) => void listeners.add(listener),
    look: () => void looking.now(),
    close: () => looking.stop(),
  }
}
export type CertificateWatch = ReturnType<typeof watchCertificates>
