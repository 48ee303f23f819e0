import { withoutSecrets } from '../../../electron/arguments/index.ts'
import type { Found, Ground } from '../../../electron/contract/model/found.ts'
import { shellWord } from '../../format/ids.ts'
import { foundWords as words } from '../../words/found.ts'
import { seenText } from '../../words/seen.ts'
import { addressesOf, type Thing, thingsOf } from './found-things.ts'

const line = words.export.line
const parts = words.export.parts
const said = ({ by, what, on }: Ground): string => words.grounds[by](what, on)

/** One thing, without handles and without what may be a secret. */
const entryOf = (thing: Thing) => ({
  kind: thing.kind,
  name: thing.draft.name,
  folder: thing.draft.dataFolder?.path ?? null,
  process: thing.pid,
  inRig: thing.known,
  ...(thing.kind === 'service' ? { identity: thing.draft.identity, of: thing.of, supervised: thing.supervised } : {}),
  id: thing.id,
  program: thing.draft.program?.path ?? null,
  arguments: withoutSecrets(thing.draft.arguments),
  addresses: addressesOf(thing),
  simulated: thing.draft.simulated,
  grounds: thing.grounds,
  holds: thing.holds,
  keyFiles: thing.keys,
  undecided: thing.undecided,
  notes: thing.draft.notes,
})

/** Own home and others' become `~`: what is told to others names nobody. */
const withoutHomes = (text: string, home: string): string =>
  (home.length > 1 ? text.replaceAll(home, '~') : text).replaceAll(/\/(?:home|Users)\/[^/\s"',]+/g, '~')

const finished = (text: string, home: string | null): string => (home === null ? text : withoutHomes(text, home))

/** Everything that was found, for programs. `home`: the folder that is written as `~`; `null` writes paths as they are. */
export function foundJson(found: Found, home: string | null): string {
  const { processes, loose, starts, unseen } = found
  const report = { processes, entries: thingsOf(found).map(entryOf), loose, starts, notLookedAt: unseen.map(seenText) }
  return finished(`${JSON.stringify(report, null, 2)}\n`, home)
}

function linesOf(thing: Thing): string[] {
  const { draft, grounds, holds, undecided, pid } = thing
  const facts: readonly (readonly [string, string])[] = [
    [parts.folder, draft.dataFolder?.path ?? words.noFolder],
    [parts.program, draft.program?.path ?? ''],
    [parts.arguments, withoutSecrets(draft.arguments).map(shellWord).join(' ')],
    [
      parts.addresses,
      addressesOf(thing)
        .map(({ kind, address }) => `${words.tries[kind]} ${address}`)
        .join(', '),
    ],
    [parts.identity, 'identity' in draft ? (draft.identity ?? '') : ''],
    [parts.holds, holds.map((one) => words.holds[one]).join(', ')],
    [words.how, grounds.map(said).join('; ')],
    [parts.undecided, undecided.map((one) => words.undecided[one]).join(' ')],
  ]
  const state = pid === null ? words.still : words.runs
  return [`${draft.name} (${state})`, ...facts.flatMap(([name, value]) => (value === '' ? [] : [`  ${line(name, value)}`])), '']
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((one) => `  ${one}`)]

/** The same for people, a thing after the other: each node with its services behind it. */
export function foundText(found: Found, home: string | null): string {
  const things = thingsOf(found)
  const inOrder = things
    .filter(({ kind }) => kind === 'node')
    .flatMap((node) => [node, ...things.filter((one) => one.kind === 'service' && one.of === node.id)])
  const others = things.filter((thing) => !inOrder.includes(thing))
  const lines = [
    words.title,
    '',
    ...[...inOrder, ...others].flatMap(linesOf),
    ...section(
      words.loose.title,
      found.loose.map(({ path, holds }) => line(path, holds.map((one) => words.holds[one]).join(', '))),
    ),
    ...section(words.starts.title, found.starts.map(said)),
    ...section(words.unseen.title, found.unseen.map(seenText)),
  ]
  return finished(`${lines.join('\n')}\n`, home)
}
