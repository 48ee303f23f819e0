/** A JSON number keeps its own text, because `5.0` and `1e3` are refused by the real programs and 2^60 must not be rounded. */
export class NumberText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const keepNumbers = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === 'number' ? new NumberText(context?.source ?? String(value)) : value

/** A key with its value, if that is a text or a number; any other text; a bracket. */
const tokens = /("(?:[^"\\]|\\.)*")\s*:\s*(?:"(?:[^"\\]|\\.)*"|(-?\d[^\s,}]*))?|"(?:[^"\\]|\\.)*"|[{}[\]]/g

/** The keys of the outermost object of a text that is JSON, in order, with those that come again; its numbers are put into `value`. */
function outermostKeys(text: string, value: Record<string, unknown>): string[] {
  const keys: string[] = []
  let depth = 0
  for (const [token, quoted, number] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (depth === 1 && quoted !== undefined) {
      const key = quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
      keys.push(key)
      // What came before under the same key is not what counts.
      if (number !== undefined && (typeof value[key] === 'number' || value[key] instanceof NumberText)) value[key] = new NumberText(number)
    }
  }
  return keys
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

export type JsonRead =
  | {
      readonly ok: true
      readonly value: unknown /** Of the outermost object, in order, with those that come again. */
      readonly keys: readonly string[]
    }
  | { readonly ok: false; readonly kind: 'not-json' | 'trailing-text'; readonly detail: string }

/** Reads JSON as strictly as the real programs: no byte order mark, no comments, no half of a character in a key. */
export function readJson(text: string): JsonRead {
  try {
    const found: unknown = JSON.parse(text)
    // Objects are read a thousand times in a scan: each number's text is found together with the keys, in half the time.
    const value = isObject(found) ? found : (JSON.parse(text, keepNumbers) as unknown)
    const keys = isObject(found) ? outermostKeys(text, found) : []
    const broken = keys.find((key) => !key.isWellFormed())
    return broken === undefined ? { ok: true, value, keys } : { ok: false, kind: 'not-json', detail: JSON.stringify(broken) }
  } catch (cause) {
    const detail = String(cause instanceof Error ? cause.message : cause)
    const trailing = /after JSON|non-whitespace character/.test(detail)
    return {
      ok: false,
      kind: trailing ? 'trailing-text' : 'not-json',
      detail: detail.slice(0, 200),
    }
  }
}
