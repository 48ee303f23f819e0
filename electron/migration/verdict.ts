import type { SilenceVerdict } from '../contract/model/migration.ts'
import { blindText } from './blind.ts'
import type { SilenceFacts } from './world.ts'

export interface Judgement {
  readonly verdict: SilenceVerdict
  /** What decided, in words for evidence lines: names pids and addresses. */
  readonly because: readonly string[]
}

/** Any positive sign outranks everything: somebody is there. */
function signsOfLife(facts: SilenceFacts): string[] {
  return [
    ...facts.users.map(({ pid, commandLine, how }) => `process ${pid} (${how}): ${commandLine.slice(0, 300)}`),
    ...(facts.lock.state === 'held'
      ? [`lock ${facts.lock.file ?? ''} is held${facts.lock.pid === null ? '' : ` by process ${facts.lock.pid}`}`]
      : []),
    ...facts.ports.filter(({ open }) => open === true).map(({ address }) => `${address} answers`),
    ...(facts.database === 'in-use' ? ['local.sql is open in another process'] : []),
  ]
}

/** What could not be seen; each alone keeps silence from being proven (docs/protocol.md §9). */
function blindSpots(facts: SilenceFacts): string[] {
  return [
    ...facts.blind.map(blindText),
    ...(facts.usersComplete || facts.blind.length > 0 ? [] : ['not every process could be looked at']),
    ...(facts.lock.state === 'unknown' ? [`lock ${facts.lock.file ?? '(not known)'} could not be looked at`] : []),
    ...(facts.ports.length === 0 ? ['no listener is known'] : []),
    ...facts.ports.filter(({ open }) => open === null).map(({ address }) => `${address} could not be tried`),
    ...(facts.database === 'unknown' ? ['local.sql could not be tried'] : []),
    ...(facts.localFileSystem === true ? [] : ['the folder is not on a file system whose locks prove something']),
    ...facts.autoStart.map((unit) => `may come back by itself: ${unit}`),
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
      'no process uses the folder',
      `lock ${facts.lock.file ?? ''} is free`,
      `${facts.ports.map(({ address }) => address).join(', ')} closed`,
    ],
  }
}
