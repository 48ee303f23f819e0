import type * as z from 'zod/mini'
import { saw } from '../contract/seen.ts'

/** How many letters are wrong, missing, too many, or in the other order. */
function distance(left: string, right: string): number {
  let before = Array.from({ length: right.length + 1 }, () => Number.MAX_SAFE_INTEGER)
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1]
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.MAX_SAFE_INTEGER,
      )
    }
    ;[before, row] = [row, next]
  }
  return row[right.length] ?? 0
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_ ]/g, '')

/** The known name that a misspelt one looks like most; `null` when none is near. */
export function nearName(name: string, known: readonly string[]): string | null {
  const [best] = known
    .map((one) => ({ one, wrong: distance(plain(name), plain(one)) }))
    .filter(({ one, wrong }) => wrong <= Math.max(1, Math.floor(one.length / 3)))
    .sort((left, right) => left.wrong - right.wrong)
  return best?.one ?? null
}

/** What is wrong with a settings file, and where. */
export interface SettingsFault {
  readonly kind: 'json' | 'unknown-field' | 'missing-field' | 'value'
  /** `nodes[0].addresses.public`; `null` when it is no field. */
  readonly field: string | null
  /** The known field that a misspelt one looks like. */
  readonly meant: string | null
  readonly detail: string
}

/** `nodes[0].addresses.public`, as a person would say it. */
const place = (keys: readonly PropertyKey[]): string =>
  keys.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  )

const at = (value: unknown, keys: readonly PropertyKey[]): unknown =>
  keys.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined), value)

/** The worst to be mistaken about first: a misspelt field makes the right one look missing. */
const rank = ({ code }: z.core.$ZodIssue): number => (code === 'unrecognized_keys' ? 0 : 1)

/** What a value should be, or is: a refinement of ours says it itself. */
function wrongIn(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message
  if (issue.code === 'too_big') return saw('too-long', String(issue.maximum))
  return issue.code === 'invalid_type' ? saw('wants-type', issue.expected) : saw('value-not-allowed')
}

/** The first thing that is wrong. `knownAt` names the fields that may stand at a place. */
export function faultOf(
  error: z.core.$ZodError,
  value: unknown,
  knownAt: (keys: readonly PropertyKey[]) => readonly string[],
): SettingsFault {
  const issue = error.issues.toSorted((left, right) => rank(left) - rank(right))[0]
  if (issue === undefined) return { kind: 'value', field: null, meant: null, detail: '' }
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    const inner = at(value, issue.path)
    const free = knownAt(issue.path).filter((one) => typeof inner === 'object' && inner !== null && !Object.hasOwn(inner, one))
    const unknown = issue.keys.map((one) => place([...issue.path, one])).join(', ')
    return { kind: 'unknown-field', field: place([...issue.path, key]), meant: nearName(key, free), detail: saw('unknown-field', unknown) }
  }
  const field = place(issue.path)
  if (issue.path.length > 0 && at(value, issue.path) === undefined)
    return { kind: 'missing-field', field, meant: null, detail: saw('field-missing', field) }
  const wrong = wrongIn(issue)
  return { kind: 'value', field: field || null, meant: null, detail: field === '' ? wrong : `${field}: ${wrong}` }
}
