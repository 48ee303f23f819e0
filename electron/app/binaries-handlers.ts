import type * as z from 'zod/mini'
import { type EntryProgram, parseReference, type Reference, referenceText } from '../binaries/index.ts'
import type { Api, api } from '../contract/api.ts'
import type { Handlers } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import { toolOf } from '../contract/model/tools.ts'
import { saw } from '../contract/seen.ts'
import type { Settings } from '../settings/index.ts'
import { holderOf } from './held-entries.io.ts'
import { done, type RigDeps } from './rig-handlers.io.ts'
import type { Session } from './session.io.ts'

type Entry = Pick<EntryProgram, 'kind' | 'name'>
type From = z.output<typeof api.binaries.add.input>['from']

const withProgram = (settings: Settings, { kind, name }: Entry, program: string): Settings => {
  const changed = <One extends { readonly name: string }>(entries: readonly One[]): One[] =>
    entries.map((one) => (one.name === name ? { ...one, program } : one))
  return kind === 'node' ? { ...settings, nodes: changed(settings.nodes) } : { ...settings, services: changed(settings.services) }
}

/**
 * Another program for an entry, from its next start on; what it had stays one act away. Throws `not_found`, `held_by_migration`,
 * `simulated_and_real`.
 */
async function change(session: Session, entry: Entry, program: string): Promise<void> {
  const { settings, binaries } = session
  const { program: before } = entry.kind === 'node' ? settings.node(entry.name) : settings.service(entry.name)
  const holder = holderOf(session, entry)
  if (holder !== null) throw new AppError('held_by_migration', saw('held-by', entry.name, holder))
  // A real program never gets a simulated node's folder.
  if (settings.current().simulated) throw new AppError('simulated_and_real')
  const named = before === null ? null : binaries.nameOf(before)
  if (named === program) return
  // First the way back: a change without one is not made.
  if (named !== null) await binaries.noteUse({ ...entry, before: named })
  await settings.change((now) => withProgram(now, entry, program))
}

async function use(session: Session, { kind, name, ...reference }: Entry & Reference): Promise<void> {
  if (toolOf[kind] !== reference.tool) throw new AppError('bad_input', saw('tool-differs', reference.tool, toolOf[kind]))
  session.binaries.programOf(reference)
  await change(session, { kind, name }, referenceText(reference))
}

async function rollBack(session: Session, entry: Entry): Promise<void> {
  const before = session.binaries.before(entry)
  const reference = parseReference(before)
  if (reference !== null) session.binaries.programOf(reference)
  await change(session, entry, before)
}

/** Programs of the user's own rig; the playground's are its own. */
export const binariesHandlers = ({ rigs, folders }: RigDeps): Handlers<Api>['binaries'] => {
  const sourceOf = (from: From) =>
    from.is === 'url' ? { is: from.is, place: from.url } : { is: from.is, place: folders.pathOf(from.handle) }
  return {
    add: async ({ tool, version, from }) => {
      const source = sourceOf(from)
      // It goes on behind the page; what came of it stands in the state.
      await rigs.withOwn(async ({ binaries }) => binaries.begin({ tool, version }, source))
      return { accepted: true }
    },
    cancel: () => {
      rigs.session().binaries.cancel()
      return {}
    },
    use: (asked) => done(rigs.withOwn((session) => use(session, asked))),
    rollBack: (entry) => done(rigs.withOwn((session) => rollBack(session, entry))),
    remove: (reference) => done(rigs.withOwn(({ binaries }) => binaries.remove(reference))),
    accept: ({ key, sha256 }) => done(rigs.withOpen(({ binaries }) => binaries.accept(key, sha256))),
  }
}
