import type { SilenceVerdict } from '../contract/model/migration.ts'
import { saw } from '../contract/seen.ts'
import { blindText } from './blind.ts'
import type { SilenceFacts } from './facts.ts'

export interface Judgement {
  readonly verdict: SilenceVerdict
  /** What decided, as lines of evidence: names pids and addresses. */
  readonly because: readonly string[]
}

/** Any positive sign outranks everything: somebody is there. */
function signsOfLife(facts: SilenceFacts): string[] {
  return [
    ...facts.users.map(({ pid, commandLine, how }) => saw('process-seen', String(pid), how, commandLine.slice(0, 300))),
    ...(facts.lock.state === 'held'
      ? [saw('lock-held', facts.lock.file ?? '', facts.lock.pid === null ? '' : String(facts.lock.pid))]
      : []),
    ...facts.ports.filter(({ open }) => open === true).map(({ address }) => saw('address-answers', address)),
    ...(facts.database === 'in-use' ? [saw('database-open')] : []),
  ]
}

/** What could not be seen; each alone keeps silence from being proven (docs/protocol.md §9). */
function blindSpots(facts: SilenceFacts): string[] {
  return [
    ...facts.blind.map(blindText),
    ...(facts.usersComplete || facts.blind.length > 0 ? [] : [saw('processes-unseen')]),
    ...(facts.lock.state === 'unknown' ? [saw('lock-unseen', facts.lock.file ?? '')] : []),
    ...(facts.ports.length === 0 ? [saw('no-listener')] : []),
    ...facts.ports.filter(({ open }) => open === null).map(({ address }) => saw('address-untried', address)),
    ...(facts.database === 'unknown' ? [saw('database-untried')] : []),
    ...(facts.localFileSystem === true ? [] : [saw('locks-prove-nothing', '')]),
    ...facts.autoStart.map((unit) => saw('may-come-back', unit)),
  ]
}

/** The four-valued verdict, without `silent-claimed`: that word belongs to a person. Only `silent-proven` lets a move go on. */
export function judgeSilence(facts: SilenceFacts): Judgement {
  const alive = signsOfLife(facts)
  if (alive.length > 0) return { verdict: 'active', because: alive }
  const blind = blindSpots(facts)
  if (blind.length > 0) return { verdict: 'unknown', because: blind }
  return {
    verdict: 'silent-proven',
    because: [
      saw('no-user'),
      saw('lock-free', facts.lock.file ?? ''),
      saw('ports-closed', facts.ports.map(({ address }) => address).join(', ')),
    ],
  }
}
