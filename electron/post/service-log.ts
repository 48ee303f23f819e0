/** A line of post-service's env_logger, which writes to stderr (docs/protocol.md §13). */
export interface ServiceLogLine {
  /** As printed, UTC, whole seconds. */
  readonly at: string
  readonly level: 'ERROR' | 'WARN' | 'INFO' | 'DEBUG' | 'TRACE'
  readonly target: string
  readonly text: string
}

/** `wrong-listener`: what it dials speaks, and has no PoST service. */
export type DisconnectReason = 'already-registered' | 'no-coinbase' | 'wrong-listener' | 'connection-lost' | 'closed-by-node' | 'other'

/** What a line means for the life of the service. */
export type ServicePhase =
  | { readonly kind: 'starting' }
  | { readonly kind: 'operator-listens'; readonly address: string }
  | { readonly kind: 'node-unreachable'; readonly detail: string }
  | { readonly kind: 'registered' }
  | { readonly kind: 'disconnected'; readonly reason: DisconnectReason; readonly detail: string }
  | { readonly kind: 'proof-asked'; readonly challenge: string }
  | { readonly kind: 'k2pow'; readonly nonces: { readonly start: number; readonly end: number } }
  | { readonly kind: 'k2pow-finished' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'reading-finished' }
  | { readonly kind: 'proof-found' }
  | { readonly kind: 'proof-finished' }
  | { readonly kind: 'verifying' }
  | { readonly kind: 'verified' }
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'data-defective'; readonly detail: string }
  | { readonly kind: 'shutting-down' }

const linePattern = /^\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) (ERROR|WARN|INFO|DEBUG|TRACE) +([^\] ]+)\] (.*)$/
const isLevel = (text: string): text is ServiceLogLine['level'] => ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'].includes(text)

/** Splits one line; `null` for continuation lines, `Error:` texts and anything else. */
export function parseServiceLine(line: string): ServiceLogLine | null {
  const [, at, level, target, text] = linePattern.exec(line) ?? []
  if (at === undefined || level === undefined || target === undefined || text === undefined || !isLevel(level)) return null
  return { at, level, target, text }
}

/** Why the node or the network ended the stream; the service itself goes on trying, for ever. */
function disconnectReason(text: string): DisconnectReason {
  if (/already registered/.test(text)) return 'already-registered'
  if (/no coinbase/.test(text)) return 'no-coinbase'
  if (/status: Unimplemented|unknown (?:service|method) |HTTP status code|grpc-status header missing/.test(text)) return 'wrong-listener'
  if (
    /ECONNREFUSED|Connection refused|Connection (dropped|reset)|broken pipe|transport error|Unavailable|keep-?alive|timed out|h2 protocol/i.test(
      text,
    )
  )
    return 'connection-lost'
  return /Ok\(\(\)\)/.test(text) ? 'closed-by-node' : 'other'
}

const phases: readonly [RegExp, (found: RegExpExecArray) => ServicePhase][] = [
  [/^POST network parameters: /, () => ({ kind: 'starting' })],
  [/^running operator service on (\S+)/, ([, address = '']) => ({ kind: 'operator-listens', address })],
  [/^could not connect to the node: (.*)/, ([, detail = '']) => ({ kind: 'node-unreachable', detail: detail.slice(0, 300) })],
  [/^obtained metadata: /, () => ({ kind: 'registered' })],
  [/^disconnected: (.*)/, ([, text = '']) => ({ kind: 'disconnected', reason: disconnectReason(text), detail: text.slice(0, 300) })],
  [
    /^starting proof generation for challenge ([0-9A-Fa-f]{1,64})/,
    ([, challenge = '']) => ({ kind: 'proof-asked', challenge: challenge.toLowerCase() }),
  ],
  [
    /^calculating proof of work for nonces (\d+)\.\.(\d+)/,
    ([, start, end]) => ({ kind: 'k2pow', nonces: { start: Number(start), end: Number(end) } }),
  ],
  [/^finished k2pow/, () => ({ kind: 'k2pow-finished' })],
  [/^started reading POST data/, () => ({ kind: 'reading' })],
  [/^finished reading POST data/, () => ({ kind: 'reading-finished' })],
  [/^found proof for nonce/, () => ({ kind: 'proof-found' })],
  [/^proof generation (?:is )?finished/, () => ({ kind: 'proof-finished' })],
  [/^verifying proof/, () => ({ kind: 'verifying' })],
  [/^proof is valid/, () => ({ kind: 'verified' })],
  [
    /^(failed to generate proof: .*|failed proof verification: .*|failed to read file .*|proof generation failed.*)/,
    ([, detail = '']) => ({ kind: 'failed', detail: detail.slice(0, 300) }),
  ],
  [
    /^(invalid POS file size .*|could not read file metadata for .*)/,
    ([, detail = '']) => ({ kind: 'data-defective', detail: detail.slice(0, 300) }),
  ],
  [/^shutting down post service/, () => ({ kind: 'shutting-down' })],
]

/** What one line says of the service's life; `null` for lines that say nothing of it. */
export function servicePhase(line: string): ServicePhase | null {
  const text = parseServiceLine(line)?.text
  return text === undefined ? null : serviceTextPhase(text)
}

/** The same for the text alone, without time, level and module. */
export function serviceTextPhase(text: string): ServicePhase | null {
  for (const [pattern, phaseOf] of phases) {
    const found = pattern.exec(text)
    if (found !== null) return phaseOf(found)
  }
  return null
}

/** What the log says so far: the connection and the proof are two threads of one life. */
export interface ServiceLife {
  readonly connection: 'starting' | 'node-unreachable' | 'registered' | 'disconnected' | 'ended'
  readonly disconnect: DisconnectReason | null
  /** How often the connection failed or was refused since it last stood. */
  readonly failures: number
  readonly proof: 'none' | 'k2pow' | 'reading' | 'found' | 'verified' | 'failed'
  readonly pass: number | null
}

export const newServiceLife: ServiceLife = { connection: 'starting', disconnect: null, failures: 0, proof: 'none', pass: null }

function connectionAfter(life: ServiceLife, phase: ServicePhase): ServiceLife {
  if (phase.kind === 'registered') return { ...life, connection: 'registered', disconnect: null, failures: 0 }
  if (phase.kind === 'node-unreachable') return { ...life, connection: 'node-unreachable', failures: life.failures + 1 }
  if (phase.kind === 'disconnected') return { ...life, connection: 'disconnected', disconnect: phase.reason, failures: life.failures + 1 }
  return phase.kind === 'shutting-down' ? { ...life, connection: 'ended' } : life
}

/** Folds one phase into what is known. A proof goes on while the connection is lost: only its own lines change it. */
export function foldServiceLife(life: ServiceLife, phase: ServicePhase): ServiceLife {
  switch (phase.kind) {
    case 'starting':
      return newServiceLife
    case 'proof-asked':
      return { ...life, proof: 'k2pow', pass: null }
    case 'k2pow': {
      const width = phase.nonces.end - phase.nonces.start
      return { ...life, proof: 'k2pow', pass: width > 0 ? Math.floor(phase.nonces.start / width) + 1 : null }
    }
    case 'reading':
      return { ...life, proof: 'reading' }
    case 'proof-found':
    case 'proof-finished':
    case 'verifying':
      return { ...life, proof: 'found' }
    case 'verified':
      return { ...life, proof: 'verified' }
    case 'failed':
      return { ...life, proof: 'failed' }
    case 'data-defective':
    case 'k2pow-finished':
    case 'reading-finished':
    case 'operator-listens':
    case 'node-unreachable':
    case 'registered':
    case 'disconnected':
    case 'shutting-down':
      return connectionAfter(life, phase)
  }
}

/** Folds many lines, such as the tail of a log file. */
export function serviceLogPhases(lines: Iterable<string>): ServiceLife {
  let life = newServiceLife
  for (const line of lines) {
    const phase = servicePhase(line)
    if (phase !== null) life = foldServiceLife(life, phase)
  }
  return life
}

/** The one word for what a service is at: its proof while one is in the making, else its connection. */
export const lifePhase = ({ proof, connection, disconnect }: ServiceLife): string => {
  if (proof === 'k2pow' || proof === 'reading' || proof === 'found') return proof
  return connection === 'disconnected' && disconnect !== null ? disconnect : connection
}
