import type { Check, SmesherId } from '../contract/model/basics.ts'
import type { RigCheckId } from '../contract/model/check-id.ts'
import { check, worstFirst } from '../contract/model/verdicts.ts'
import { type SeenKey, saw } from '../contract/seen.ts'
import { doubledKeys, type NextStart } from '../keys/index.ts'
import type { NotesHere } from '../migration/index.ts'
import type { IdentitiesScan, KeyEntry } from './key-entry.ts'

const named = (name: string, detail: string): string => (detail === '' ? name : `${name}: ${detail}`)

function ofStart(start: NextStart): Check {
  switch (start.kind) {
    case 'would-start-remote':
      return check.pass('next-start-remote', { count: String(start.ids.length) }, saw('keys-load', String(start.ids.length)))
    case 'would-start-supervised':
      return check.pass('next-start-supervised', { id: start.id }, saw('local-key-loads', start.id))
    case 'refuses': {
      const files = start.files.join(', ')
      const evidence = start.reason === 'duplicate-key' ? saw('same-key-twice', files) : named(files, start.detail)
      return check.fail(`next-start-refused-${start.reason}`, { files, detail: start.detail }, evidence)
    }
    case 'creates-local-key': {
      const beside = start.beside.join(', ')
      const evidence = beside === '' ? saw('no-key-loads') : saw('beside', beside)
      return start.because === 'no-keys'
        ? check.warn('next-start-creates-local-key', { beside }, evidence)
        : check.fail('next-start-dangling-link', { beside }, evidence)
    }
    case 'unknown':
      return check.unknown('next-start-unknown', { detail: start.detail })
  }
}

const valuesOf = (entry: KeyEntry): Record<string, string> => ({
  file: entry.name,
  path: entry.path,
  detail: entry.detail,
  ...(entry.id === null ? {} : { id: entry.id }),
})

/** What may be odd about one file. */
const odd: readonly (readonly [RigCheckId, Check['verdict'], SeenKey, (entry: KeyEntry) => boolean])[] = [
  ['key-is-a-link', 'warn', 'leads-elsewhere', ({ place, link, id }) => place === 'loaded' && link && id !== null],
  ['key-retired', 'pass', 'out-of-use', ({ place, id }) => place === 'retired' && id !== null],
  ['key-passed-over', 'warn', 'not-loaded', ({ place, id }) => (place === 'passed-over' || place === 'sub-folder') && id !== null],
  ['folder-named-key', 'warn', 'is-a-folder', ({ place }) => place === 'folder'],
  ['key-open-to-others', 'warn', 'open-to-others', ({ id, openToOthers }) => id !== null && openToOthers],
]

function ofEntry(entry: KeyEntry): Check[] {
  const values = valuesOf(entry)
  const { place, defect, name, detail } = entry
  const defective = place === 'loaded' && defect !== null ? [check.fail(`key-${defect}`, values, named(name, detail))] : []
  const found = odd.filter(([, , , holds]) => holds(entry))
  return [...defective, ...found.map(([id, verdict, key]) => check[verdict](id, values, saw(key, name)))]
}

interface Noted extends Required<Pick<IdentitiesScan, 'returned' | 'unsure'>> {
  readonly unread: readonly string[]
}
const nothingNoted: Noted = { returned: [], unsure: [], unread: [] }

/** What the notes of earlier moves say of the keys that lie here. */
export function judgeNotes(entries: readonly KeyEntry[], { judge, unread }: NotesHere): Noted {
  const ids = new Set(entries.flatMap(({ id, place }) => (id !== null && place === 'loaded' ? [id] : [])))
  const says = (finding: ReturnType<NotesHere['judge']>): SmesherId[] => [...ids].filter((id) => judge(id, true) === finding)
  return { returned: says('restored-old-copy'), unsure: says('broken'), unread }
}

function ofNotes(entries: readonly KeyEntry[], { returned, unread }: Noted): Check[] {
  const fileOf = (id: SmesherId): string => entries.find((entry) => entry.id === id && entry.place === 'loaded')?.path ?? ''
  return [
    ...returned.map((id) => check.fail('key-returned', { id, path: fileOf(id) })),
    ...unread.map((path) => check.unknown('move-note-unread', { path })),
  ]
}

/** All findings of one folder, worst first: what its next start does, then what is odd about single files. */
export function scanFindings(entries: readonly KeyEntry[], start: NextStart, noted = nothingNoted): Check[] {
  const doubled = doubledKeys(entries.filter(({ place }) => place === 'loaded')).map(({ id, names }) =>
    check.fail('key-under-two-names', { id, files: names.join(', ') }, names.join(' = ')),
  )
  return worstFirst([...ofNotes(entries, noted), ofStart(start), ...doubled, ...entries.flatMap(ofEntry)])
}
