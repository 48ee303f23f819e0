import { join, resolve } from 'node:path'
import type { Api } from '../contract/api.ts'
import type { Handlers } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import { Instant, type RigName } from '../contract/model/basics.ts'
import type { ConfigLook, ConfigProposal } from '../contract/model/config.ts'
import { configKeys } from '../contract/model/config-keys.ts'
import type { ConfigRefusal } from '../contract/model/config-refusal.ts'
import { saw } from '../contract/seen.ts'
import {
  type ConfigEdit,
  type ConfigFile,
  configFindings,
  configKeysIn,
  configVersion,
  configVersions,
  editConfig,
  lineDiff,
  nodeFlags,
  readConfig,
  readNodeConfig,
  valueFits,
  writeConfig,
} from '../nodes/index.ts'
import { realFs } from '../storage/index.ts'
import { holderOf } from './held-entries.io.ts'
import { done } from './rig-handlers.io.ts'
import type { Rigs } from './rigs.io.ts'
import type { Session } from './session.io.ts'

interface Place {
  readonly args: readonly string[]
  /** Absolute; `null`: the command line names none. */
  readonly file: string | null
  readonly read: ConfigFile
  /** Where its versions are kept. */
  readonly versions: string
}

const refusedAs = (why: ConfigRefusal, detail: string): ConfigProposal => ({ refused: { why, detail }, diff: [], wrong: [], findings: [] })

async function placeOf({ settings }: Session, name: RigName): Promise<Place> {
  const { arguments: args } = settings.node(name)
  const named = nodeFlags(args).get('config') || null
  const file = named === null ? null : resolve(settings.folder, named)
  const none: ConfigFile = { ok: false, refused: 'no-config', detail: '' }
  return { args, file, read: file === null ? none : await readConfig(file), versions: join(settings.folder, 'configs', name) }
}

/** Where a flag says the same; the last part of a path is the flag's name. */
const byFlag = (args: readonly string[]): string[] => {
  const flags = nodeFlags(args)
  return Object.keys(configKeys).filter((path) => flags.has(path.split('.').at(-1) ?? ''))
}

async function look(session: Session, name: RigName): Promise<ConfigLook> {
  const { args, file, read, versions } = await placeOf(session, name)
  const kept = (await configVersions(versions)).map((one) => ({ ...one, keptAt: Instant.parse(one.keptAt) }))
  const known = { file, byFlag: byFlag(args), versions: kept }
  if (!read.ok) return { ...known, hash: '', refused: { why: read.refused, detail: read.detail }, settings: [] }
  const keys = configKeysIn(read.text)
  if (!keys.ok) return { ...known, hash: read.hash, refused: { why: keys.refused, detail: keys.detail }, settings: [] }
  return { ...known, hash: read.hash, refused: null, settings: [...keys.settings] }
}

/** What the next start would meet with this text, as the node's row says it of the present one. */
function findingsWith(session: Session, name: RigName, [args, text]: readonly [readonly string[], string]): ConfigProposal['findings'] {
  const row = session.rows().nodes.find((node) => node.name === name)
  const config = readNodeConfig(args, text)
  const facts = {
    node: name,
    config,
    setup: row?.setup ?? 'unknown',
    version: row?.version ?? null,
    dataFolder: null,
    otherLocks: new Map(),
  }
  return configFindings(facts)
}

async function propose(session: Session, { name, hash, edits }: { name: RigName; hash: string; edits: readonly ConfigEdit[] }) {
  const place = await placeOf(session, name)
  const { read, args } = place
  if (!read.ok) return { place, text: null, proposal: refusedAs(read.refused, read.detail) }
  if (read.hash !== hash) throw new AppError('file_changed')
  const wrong = edits.filter(({ path, value }) => value !== null && !valueFits(path, value)).map(({ path }) => path)
  if (wrong.length > 0) return { place, text: null, proposal: { refused: null, diff: [], wrong, findings: [] } }
  const edited = editConfig(read.text, edits)
  if (!edited.ok) return { place, text: null, proposal: refusedAs(edited.refused, edited.detail) }
  const { text } = edited
  const proposal: ConfigProposal = {
    refused: null,
    diff: [...lineDiff(read.text, text)],
    wrong: [],
    findings: findingsWith(session, name, [args, text]),
  }
  return { place, text, proposal }
}

/** Throws `held_by_migration`, `file_changed`. */
async function write(session: Session, name: RigName, { place, hash, text }: { place: Place; hash: string; text: string }): Promise<void> {
  const holder = holderOf(session, { kind: 'node', name })
  if (holder !== null) throw new AppError('held_by_migration', saw('held-by', name, holder))
  if (place.file === null) throw new AppError('not_allowed')
  await realFs.makeFolder(join(session.settings.folder, 'configs'), 0o700)
  await realFs.makeFolder(place.versions, 0o700)
  const came = await writeConfig({ path: place.file, hash, text, versions: place.versions, now: Date.now() })
  if (came === 'changed') throw new AppError('file_changed')
  // What it says now is read at once, not at the next look.
  await session.sight.lookAtKeys()
}

async function versionText(session: Session, name: RigName, version: string): Promise<{ place: Place; text: string }> {
  const place = await placeOf(session, name)
  const text = await configVersion(place.versions, version)
  if (text === null) throw new AppError('not_found')
  return { place, text }
}

/** The configuration of nodes of the person's own: looked at, changed on a text that was shown, and taken back. */
export function configHandlers({ rigs }: { readonly rigs: Rigs }): Handlers<Api>['config'] {
  return {
    look: ({ name }) => look(rigs.session(), name),
    propose: async (input) => (await propose(rigs.session(), input)).proposal,
    write: ({ name, hash, edits }) =>
      done(
        rigs.withOwn(async (session) => {
          const { place, text } = await propose(session, { name, hash, edits })
          if (text === null) throw new AppError('not_allowed')
          await write(session, name, { place, hash, text })
        }),
      ),
    compare: async ({ name, version }) => {
      const session = rigs.session()
      const { place, text } = await versionText(session, name, version)
      const now = place.read.ok ? place.read.text : ''
      return { refused: null, diff: [...lineDiff(now, text)], wrong: [], findings: findingsWith(session, name, [place.args, text]) }
    },
    goBack: ({ name, hash, version }) =>
      done(
        rigs.withOwn(async (session) => {
          const { place, text } = await versionText(session, name, version)
          await write(session, name, { place, hash, text })
        }),
      ),
  }
}
