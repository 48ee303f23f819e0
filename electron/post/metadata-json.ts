/** A JSON number keeps its own text, because `5.0` and `1e3` are refused by the real programs and 2^60 must not be rounded. */
export class NumberText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const keepNumbers = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === 'number' ? new NumberText(context?.source ?? String(value)) : value

/** The keys of the outermost object of a text that is JSON, in order, with those that come again. */
function outermostKeys(text: string): string[] {
  const keys: string[] = []
  let depth = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*:?|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (depth === 1 && token.endsWith(':')) keys.push(String(JSON.parse(token.slice(0, -1))))
  }
  return keys
}

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
    const value: unknown = JSON.parse(text, keepNumbers)
    const keys = outermostKeys(text)
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
