import type { LogLine } from '../contract/model/rig.ts'
import { parseServiceLine, plainText } from '../post/index.ts'

/** Longer lines are cut, with a mark at the end. */
export const lineLimit = 64 * 1024

const readJson = (text: string): { at: string | null; level: string; text: string } | null => {
  if (!text.startsWith('{"L":')) return null
  try {
    const { L: level, T: at, N: module, M: message, ...fields }: Record<string, unknown> = JSON.parse(text)
    if (typeof level !== 'string' || typeof message !== 'string') return null
    const rest = Object.keys(fields).length === 0 ? '' : `\t${JSON.stringify(fields)}`
    return {
      at: typeof at === 'string' ? at : null,
      level: level.toLowerCase(),
      text: `${typeof module === 'string' ? `${module}\t` : ''}${message}${rest}`,
    }
  } catch {
    return null
  }
}

const zap = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))\t(DEBUG|INFO|WARN|ERROR|DPANIC|PANIC|FATAL)\t(.*)$/

/** Time, level and text of one line of post-service (env_logger) or go-spacemesh (zap, console or JSON); any other line has no level. */
export function readLogLine(raw: string): Pick<LogLine, 'at' | 'level' | 'text'> {
  const plain = plainText(raw.endsWith('\r') ? raw.slice(0, -1) : raw)
  const text = plain.length > lineLimit ? `${plain.slice(0, lineLimit)}…` : plain
  const service = parseServiceLine(text)
  if (service !== null) return { at: service.at, level: service.level.toLowerCase(), text: `${service.target}\t${service.text}` }
  const [, at, level, rest] = zap.exec(text) ?? []
  if (at !== undefined && level !== undefined && rest !== undefined) return { at, level: level.toLowerCase(), text: rest }
  const json = readJson(text)
  if (json !== null) return json
  return { at: null, level: /^(?:Error|error|panic|thread '.*panicked)\b/.test(text) ? 'error' : '', text }
}

/** The lines of a log in the making: numbers them and folds repetitions into one. */
export class LogFolder {
  #last: LogLine | null = null
  #next: number

  constructor(first = 0) {
    this.#next = first
  }

  /** Lines to show. One whose number was shown before replaces it: it was repeated. */
  add(raw: readonly string[]): LogLine[] {
    const shown = new Map<number, LogLine>()
    for (const one of raw) {
      const read = readLogLine(one)
      const same = this.#last !== null && this.#last.text === read.text && this.#last.level === read.level && read.text !== ''
      this.#last =
        same && this.#last !== null
          ? { ...this.#last, at: read.at, repeats: this.#last.repeats + 1 }
          : { ...read, seq: this.#next++, repeats: 1 }
      shown.set(this.#last.seq, this.#last)
    }
    return [...shown.values()]
  }
}
