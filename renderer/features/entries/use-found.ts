import { useState } from 'react'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'
import { useAsked } from '../../state/ask.ts'
import { useMirror } from '../../state/desk.ts'
import type { Tries } from './found-item.tsx'
import { addressesOf, beforehand, type RigKind, type Thing, wantsProgram, withProgram } from './found-things.ts'
import { useAdding } from './use-adding.ts'

/** `null` while the rig holds nothing. */
function useRigKind(): RigKind {
  const holds = useMirror(({ nodes, services }) => Object.keys(nodes).length + Object.keys(services).length > 0) === true
  const simulated = useMirror(({ rig }) => rig.kind === 'simulated') === true
  return holds ? simulated : null
}

export function useTries(things: readonly Thing[]): Tries {
  const asked = things.flatMap(addressesOf)
  const key = asked.length === 0 ? null : JSON.stringify(asked)
  const { answer } = useAsked(key, (client) => client.door.tryAddresses({ asked: asked.slice(0, 500) }), { waitMs: 0 })
  return new Map(
    asked.flatMap(({ kind, address }, at) => (answer?.[at] === undefined ? [] : [[`${kind} ${address}`, answer[at]] as const])),
  )
}

/** Things with the programs that a person chose for them. */
export function usePrograms(found: readonly Thing[]) {
  const [programs, choose] = useState<ReadonlyMap<string, FolderEntry | null>>(new Map())
  const things = found.map((thing) => {
    const program = programs.get(thing.id) ?? null
    return program === null ? thing : withProgram(thing, program)
  })
  const pick = (id: string, program: FolderEntry | null) => choose((before) => new Map(before).set(id, program))
  /** `undefined`: none is asked for. */
  const programOf = (id: string) => (found.some((one) => one.id === id && wantsProgram(one)) ? (programs.get(id) ?? null) : undefined)
  return { things, programOf, pick }
}

/** What is chosen, and what becomes of it. */
export function useChoice(things: readonly Thing[]) {
  const rig = useRigKind()
  const [ids, choose] = useState(() => beforehand(things, rig))
  const adding = useAdding()
  // What is in the rig by now is not chosen any more.
  const chosen = things.filter(({ id }) => ids.has(id) && adding.outcomes.get(id) !== null)
  const set = (id: string, on: boolean) => choose((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))
  return { ...adding, chosen, set, rig }
}
