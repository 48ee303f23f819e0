import type { RigName } from '../../../electron/contract/model/basics.ts'
import type { AddressKind, DraftNote } from '../../../electron/contract/model/door.ts'
import type { Found, FoundNode, FoundService } from '../../../electron/contract/model/found.ts'
import type { FolderEntry } from '../../../electron/contract/model/rig.ts'

/** Something that was found and may become an entry. */
export type Thing = (FoundNode & { readonly kind: 'node' }) | (FoundService & { readonly kind: 'service' })

/** Notes that ask for the program by which Smeshdesk may start it. */
const programNotes: readonly DraftNote[] = ['by-script', 'program-gone']
const asksProgram = (note: DraftNote): boolean => programNotes.includes(note)

export const wantsProgram = ({ draft }: Thing): boolean => draft.notes.some(asksProgram)

export const withoutProgramNotes = (notes: readonly DraftNote[]): DraftNote[] => notes.filter((note) => !asksProgram(note))

/** As it stands with the program that a person chose for it. */
export const withProgram = (thing: Thing, program: FolderEntry): Thing => {
  const given = { program, notes: withoutProgramNotes(thing.draft.notes) }
  return thing.kind === 'node' ? { ...thing, draft: { ...thing.draft, ...given } } : { ...thing, draft: { ...thing.draft, ...given } }
}

/** Nodes first: services name them. */
export const thingsOf = ({ nodes, services }: Found): readonly Thing[] => [
  ...nodes.map((node) => ({ ...node, kind: 'node' as const })),
  ...services.map((service) => ({ ...service, kind: 'service' as const })),
]

const hasAddress = (thing: Thing): boolean =>
  thing.kind === 'node' && Object.values(thing.draft.addresses).some((address) => address !== null)

/** It can become an entry as it is: a service needs a folder, a node that or an address. */
export const isWhole = (thing: Thing): boolean => thing.draft.dataFolder !== null || hasAddress(thing)

/** It is no entry yet, and would be one of its own. */
export const isNew = (thing: Thing): boolean => thing.known === null && !(thing.kind === 'service' && thing.supervised)

export const mayChoose = (thing: Thing): boolean => isNew(thing) && isWhole(thing)

/** Whether the rig is simulated as it stands; `null`: it holds nothing, so what is chosen decides. */
export type RigKind = boolean | null

/** What is chosen beforehand: all that leaves no question open. Where simulated and real ones lie beside each other, the real ones. */
export function beforehand(things: readonly Thing[], rig: RigKind): ReadonlySet<string> {
  const clear = things.filter((thing) => mayChoose(thing) && thing.undecided.length === 0)
  const simulated = rig ?? clear.every(({ draft }) => draft.simulated)
  return new Set(clear.filter(({ draft }) => draft.simulated === simulated).map(({ id }) => id))
}

/** Simulated and real never mix: what does not fit the rig, or the rest of what is chosen. */
export function isMixed(thing: Thing, chosen: readonly Thing[], rig: RigKind): boolean {
  const simulated = rig ?? chosen.find(({ id }) => id !== thing.id)?.draft.simulated ?? thing.draft.simulated
  return simulated !== thing.draft.simulated
}

/** The node that a service shall prove for, by its name in the rig; `failed`: it was chosen and could not be added. */
export function nodeFor(service: FoundService, things: readonly Thing[], added: ReadonlyMap<string, boolean>): RigName | null | 'failed' {
  const node = things.find(({ id, kind }) => kind === 'node' && id === service.of)
  if (service.draft.node !== null || node === undefined) return service.draft.node
  if (node.known !== null) return node.known
  const done = added.get(node.id)
  if (done === false) return 'failed'
  return done === true ? (node.draft.name as RigName) : null
}

/** Where each of its listeners is dialled. */
export const addressesOf = (thing: Thing): readonly { readonly kind: AddressKind; readonly address: string }[] => {
  const { draft } = thing
  const all: readonly (readonly [AddressKind, string | null])[] =
    'addresses' in draft
      ? [
          ['public', draft.addresses.public],
          ['private', draft.addresses.private],
          ['post', draft.addresses.post],
        ]
      : [['operator', draft.operatorAddress]]
  return all.flatMap(([kind, address]) => (address === null ? [] : [{ kind, address }]))
}
