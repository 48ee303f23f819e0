import type { ConfigRefusal } from '../contract/model/config-refusal.ts'
import { leavesOf, type Member, type ObjectSpan, readConfigPlaces } from './config-text.ts'

/** One key by its dotted, lower-case path; `value`: JSON text, `null` takes the key out. */
export interface ConfigEdit {
  readonly path: string
  readonly value: string | null
}

export type Edited =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly refused: ConfigRefusal; readonly detail: string }

const splice = (text: string, [from, to]: readonly [number, number], put: string): string => text.slice(0, from) + put + text.slice(to)

/** What stands before the first key of an object on its line, or two blanks more than the object's own line has. */
function indentOf(text: string, { start, members }: ObjectSpan): string | null {
  const [first] = members
  const before = (at: number) => text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  if (first !== undefined) return /^[ \t]*$/.test(before(first.start)) ? before(first.start) : null
  return `${/^[ \t]*/.exec(before(start))?.[0] ?? ''}  `
}

/** Puts a new key behind the last one of an object, in the way in which the others stand. */
function insert(text: string, span: ObjectSpan, member: string): string {
  const indent = indentOf(text, span)
  const last = span.members.at(-1)
  if (last !== undefined) return splice(text, [last.end, last.end], indent === null ? `, ${member}` : `,\n${indent}${member}`)
  const outer = (indent ?? '').slice(0, -2)
  return splice(text, [span.start + 1, span.end - 1], `\n${indent ?? ''}${member}\n${outer}`)
}

/** Takes a key out with the comma that belongs to it. */
function remove(text: string, { members, start, end }: ObjectSpan, member: Member): string {
  const at = members.indexOf(member)
  const next = members[at + 1]
  if (next !== undefined) return splice(text, [member.start, next.start], '')
  const before = members[at - 1]
  return before === undefined ? splice(text, [start + 1, end - 1], '') : splice(text, [before.end, member.end], '')
}

/** The object that a key would be put into: the innermost one of its sections that is there. */
function homeOf(root: ObjectSpan, path: string): ObjectSpan {
  const inner = root.members.find((member) => member.inner !== null && path.startsWith(`${member.path}.`))?.inner
  return inner == null ? root : homeOf(inner, path)
}

const parentOf = (span: ObjectSpan, member: Member): ObjectSpan | null => {
  if (span.members.includes(member)) return span
  for (const { inner } of span.members) {
    const found = inner === null ? null : parentOf(inner, member)
    if (found !== null) return found
  }
  return null
}

/** A key that is not there yet, within the sections that are missing. */
function newMember(path: string, value: string): string {
  const [name = '', ...rest] = path.split('.')
  return rest.length === 0 ? `${JSON.stringify(name)}: ${value}` : `${JSON.stringify(name)}: { ${newMember(rest.join('.'), value)} }`
}

function editOnce(text: string, { path, value }: ConfigEdit): Edited {
  const read = readConfigPlaces(text)
  if (!read.ok) return read
  const found = leavesOf(read.root).filter((member) => member.path === path)
  const [member, ...more] = found
  // A nested key and a dotted one: which of them the node takes depends on their depth.
  if (more.length > 0) return { ok: false, refused: 'said-twice', detail: path }
  if (member === undefined) {
    if (value === null) return { ok: true, text }
    const home = homeOf(read.root, path)
    const rest = home.path === '' ? path : path.slice(home.path.length + 1)
    return { ok: true, text: insert(text, home, newMember(rest, value)) }
  }
  if (value !== null) return { ok: true, text: splice(text, [member.valueStart, member.end], value) }
  const parent = parentOf(read.root, member)
  return { ok: true, text: parent === null ? text : remove(text, parent, member) }
}

/** The text with these keys changed and every other byte as it was; refused where that can't be held. */
export function editConfig(text: string, edits: readonly ConfigEdit[]): Edited {
  let now: Edited = { ok: true, text }
  for (const edit of edits) {
    if (!now.ok) return now
    now = editOnce(now.text, edit)
  }
  if (!now.ok) return now
  const after = readConfigPlaces(now.text)
  return after.ok ? now : after
}
