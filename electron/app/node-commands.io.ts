import { AppError } from '../contract/errors.ts'
import type { RigName } from '../contract/model/basics.ts'
import type { SlotRow } from '../contract/model/rig.ts'
import { saw } from '../contract/seen.ts'
import type { Session } from './session.io.ts'

type Commanded = Pick<Session, 'rows' | 'programs'> & { readonly sight: Pick<Session['sight'], 'lookAtKeys'> }

interface Told {
  readonly name: RigName
  /** What the person’s typed words stand for; held against the row as it stands now. */
  readonly words: string
}

const slotOf = (session: Commanded, name: RigName): SlotRow | null => session.rows().nodes.find((node) => node.name === name)?.slot ?? null

/** Holds and processes are judged where they are known, with an error of their own; here is what files and keys speak against. */
function checkOpen(closed: string | null | undefined, name: RigName): void {
  if (closed?.startsWith('check:') === true) throw new AppError('check_against', saw('start-closed', name, closed))
  if (closed === 'no-folder' || closed === 'not-here') throw new AppError('not_allowed', saw('start-closed', name, closed))
}

function checkWords(session: Commanded, { name, words }: Told): void {
  const wanted = slotOf(session, name)?.stopWords ?? null
  if (wanted !== null && words !== wanted) throw new AppError('consent_mismatch', saw('proof-lost', name))
}

/** Starts a node for a person. Throws `check_against`, `not_allowed` for a node that is elsewhere or has no folder, and what `Programs.start` throws. */
export async function startNode(session: Commanded, name: RigName): Promise<void> {
  // A key may have been copied since the last look: what starts now is judged by a look of now.
  await session.sight.lookAtKeys()
  checkOpen(slotOf(session, name)?.startClosed, name)
  await session.programs.start({ kind: 'node', name })
}

/** Throws `consent_mismatch` while something is lost by it and the words were not given. */
export async function stopNode(session: Commanded, told: Told): Promise<void> {
  checkWords(session, told)
  await session.programs.stop({ kind: 'node', name: told.name }, { words: told.words })
}

export async function restartNode(session: Commanded, told: Told): Promise<void> {
  await session.sight.lookAtKeys()
  checkOpen(slotOf(session, told.name)?.restartClosed, told.name)
  checkWords(session, told)
  await session.programs.restart({ kind: 'node', name: told.name }, { words: told.words })
}
