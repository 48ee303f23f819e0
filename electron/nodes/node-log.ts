/** A line of a node's log, console or JSON encoder (docs/protocol.md §11). */
export interface NodeLogLine {
  readonly at: string
  readonly level: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'DPANIC' | 'PANIC' | 'FATAL'
  /** `node`, `node.atxBuilder`, …; empty for lines of the PoET inside. */
  readonly logger: string
  readonly text: string
  /** The fields as JSON text; empty when there are none. */
  readonly fields: string
}

/** Where a node is in its life, by its log. */
export type NodePhase =
  | { readonly kind: 'starting'; readonly version: string }
  | { readonly kind: 'key-loaded'; readonly file: string; readonly idStart: string }
  | { readonly kind: 'local-key-created' }
  | { readonly kind: 'asking-poet' }
  | { readonly kind: 'smeshing'; readonly idStart: string }
  | { readonly kind: 'started' }
  | { readonly kind: 'service-registered'; readonly id: string }
  | { readonly kind: 'service-missing'; readonly id: string }
  | { readonly kind: 'post-state'; readonly id: string; readonly state: string }
  | { readonly kind: 'atx-published' }
  | { readonly kind: 'builder-stopped' }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly detail: string }

const levels = ['DEBUG', 'INFO', 'WARN', 'ERROR', 'DPANIC', 'PANIC', 'FATAL'] as const
const isLevel = (text: unknown): text is NodeLogLine['level'] => levels.some((level) => level === text)
const lineLimit = 64 * 1024

function parseJsonLine(line: string): NodeLogLine | null {
  try {
    const { L, T, N, M, ...fields }: Record<string, unknown> = JSON.parse(line)
    if (!isLevel(L) || typeof T !== 'string' || typeof M !== 'string') return null
    return {
      at: T,
      level: L,
      logger: typeof N === 'string' ? N : '',
      text: M,
      fields: Object.keys(fields).length > 0 ? JSON.stringify(fields) : '',
    }
  } catch {
    return null
  }
}

/** Splits one line; `null` for stack traces, `Error:` texts, usage and anything else. Lines over 64 KiB are not read. */
export function parseNodeLine(line: string): NodeLogLine | null {
  if (line.length > lineLimit) return null
  if (line.startsWith('{')) return parseJsonLine(line)
  const [at, level, ...rest] = line.split('\t')
  if (at === undefined || !isLevel(level) || !/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[-+]\d{4})$/.test(at)) return null
  const last = rest.at(-1) ?? ''
  const fields = rest.length > 1 && last.startsWith('{') ? last : ''
  const words = fields === '' ? rest : rest.slice(0, -1)
  // Lines of the PoET inside may have no logger, only a message.
  const [logger = '', text] = words.length > 1 ? [words[0], words.slice(1).join('\t')] : ['', words[0]]
  return { at, level, logger, text: text ?? '', fields }
}

type Said = Pick<NodeLogLine, 'logger' | 'text' | 'fields'>

const field = (line: Said, name: string): string => new RegExp(`"${name}": ?"([^"]*)"`).exec(line.fields)?.[1]?.slice(0, 300) ?? ''

interface PhaseRule {
  readonly logger: RegExp
  readonly text: RegExp
  readonly phase: (line: Said, found: RegExpExecArray) => NodePhase
}
const rule = (logger: RegExp, text: RegExp, phase: PhaseRule['phase']): PhaseRule => ({ logger, text, phase })

const rules: readonly PhaseRule[] = [
  rule(/^node$/, /^App version: (\S+)\./, (_line, [, version = '']) => ({ kind: 'starting', version })),
  rule(/^node$/, /^Loaded existing identity/, (line) => ({
    kind: 'key-loaded',
    file: field(line, 'filename'),
    idStart: field(line, 'public_key'),
  })),
  rule(/^node$/, /^Created new identity/, () => ({ kind: 'local-key-created' })),
  rule(/^node\.poet$/, /^created poet client/, () => ({ kind: 'asking-poet' })),
  // Six modules log this line; only the builder's means smeshing (docs/protocol.md §2).
  rule(/^node\.atxBuilder$/, /^registered signing key/, (line) => ({ kind: 'smeshing', idStart: field(line, 'id') })),
  rule(/^node$/, /^app started/, () => ({ kind: 'started' })),
  rule(/^node\.postService$/, /^post service registered/, (line) => ({ kind: 'service-registered', id: field(line, 'node_id') })),
  rule(/./, /^post service not connected/, (line) => ({ kind: 'service-missing', id: field(line, 'smesherID') })),
  rule(/^node\.post$/, /^post state changed/, (line) => ({ kind: 'post-state', id: field(line, 'id'), state: field(line, 'state') })),
  rule(/^node\.atxBuilder$/, /^atx published/, () => ({ kind: 'atx-published' })),
  rule(/^node\.atxBuilder$/, /^atx builder stopped/, () => ({ kind: 'builder-stopped' })),
  rule(/^node$/, /^app cleanup starting/, () => ({ kind: 'stopping' })),
  rule(/^node$/, /^app cleanup completed/, () => ({ kind: 'stopped' })),
  rule(/^node$/, /^failed to start App/, (line) => ({ kind: 'refused', detail: field(line, 'errmsg') })),
]

/** What a line means for the life of the node; `null` for the many that mean nothing here. */
export function nodePhase(line: Said): NodePhase | null {
  for (const { logger, text, phase } of rules) {
    const found = logger.test(line.logger) ? text.exec(line.text) : null
    if (found !== null) return phase(line, found)
  }
  return null
}

/** The phases that a log went through, in order. */
export const nodeLogPhases = (lines: Iterable<string>): readonly NodePhase[] =>
  Array.from(lines).flatMap((line) => {
    const parsed = parseNodeLine(line)
    const phase = parsed === null ? null : nodePhase(parsed)
    return phase === null ? [] : [phase]
  })
