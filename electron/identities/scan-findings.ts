import type { Check, SmesherId } from '../contract/model/basics.ts'
import type { RigCheckId } from '../contract/model/check-id.ts'
import { worstFirst } from '../contract/model/verdicts.ts'
import { type SeenKey, saw } from '../contract/seen.ts'
import { doubledKeys, type NextStart } from '../keys/index.ts'
import type { NotesHere } from '../migration/index.ts'
import type { IdentitiesScan, KeyEntry } from './key-entry.ts'

const finding = (id: RigCheckId, verdict: Check['verdict'], said: { evidence: string; values?: Record<string, string> }): Check => ({
  id,
  verdict,
  evidence: said.evidence,
  values: said.values ?? {},
})

const named = (name: string, detail: string): string => (detail === '' ? name : `${name}: ${detail}`)

function ofStart(start: NextStart): Check {
  switch (start.kind) {
    case 'would-start-remote':
      return finding('next-start-remote', 'pass', {
        evidence: saw('keys-load', String(start.ids.length)),
        values: { count: String(start.ids.length) },
      })
    case 'would-start-supervised':
      return finding('next-start-supervised', 'pass', { evidence: saw('local-key-loads', start.id), values: { id: start.id } })
    case 'refuses':
      return finding(`next-start-refused-${start.reason}`, 'fail', {
        evidence:
          start.reason === 'duplicate-key' ? saw('same-key-twice', start.files.join(', ')) : named(start.files.join(', '), start.detail),
        values: { files: start.files.join(', '), detail: start.detail },
      })
    case 'creates-local-key':
      return finding(
        start.because === 'no-keys' ? 'next-start-creates-local-key' : 'next-start-dangling-link',
        start.because === 'no-keys' ? 'warn' : 'fail',
        {
          evidence: start.beside.length === 0 ? saw('no-key-loads') : saw('beside', start.beside.join(', ')),
          values: { beside: start.beside.join(', ') },
        },
      )
    case 'unknown':
      return finding('next-start-unknown', 'unknown', { evidence: start.detail, values: { detail: start.detail } })
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
  const defective =
    place === 'loaded' && defect !== null ? [finding(`key-${defect}`, 'fail', { evidence: named(name, detail), values })] : []
  const found = odd.filter(([, , , holds]) => holds(entry))
  return [...defective, ...found.map(([id, verdict, key]) => finding(id, verdict, { evidence: saw(key, name), values }))]
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
    ...returned.map((id) => finding('key-returned', 'fail', { evidence: fileOf(id), values: { id, path: fileOf(id) } })),
    ...unread.map((path) => finding('move-note-unread', 'unknown', { evidence: path, values: { path } })),
  ]
}

/** All findings of one folder, worst first: what its next start does, then what is odd about single files. */
export function scanFindings(entries: readonly KeyEntry[], start: NextStart, noted = nothingNoted): Check[] {
  const doubled = doubledKeys(entries.filter(({ place }) => place === 'loaded')).map(({ id, names }) =>
    finding('key-under-two-names', 'fail', { evidence: names.join(' = '), values: { id, files: names.join(', ') } }),
  )
  return worstFirst([...ofNotes(entries, noted), ofStart(start), ...doubled, ...entries.flatMap(ofEntry)])
}
