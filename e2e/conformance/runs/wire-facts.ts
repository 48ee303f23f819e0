import { collapse, type Facts, type Names, nameOf, type RegisterCall, withoutRepeatedPairs } from './record.ts'

const paths = (value: unknown, prefix = ''): readonly string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => paths(inner, `${prefix}${prefix === '' ? '' : '.'}${key}`))
    : [prefix]

/** Fields whose value may be zero, which the wire leaves out: their absence says nothing. */
const MAY_BE_ZERO = new Set(['genProof.proof.pow', 'genProof.proof.nonce', 'genProof.metadata.meta.nonce', 'metadata.meta.nonce'])

const stepOf = ({ fromNode, message }: RegisterCall['messages'][number]): string => {
  const fields = paths(message).filter((path) => !MAY_BE_ZERO.has(path))
  return `${fromNode ? 'node' : 'service'}: ${fields.toSorted().join(' ')}`
}

/** A question that was answered with "still working". */
const POLL = ['node: genProof.challenge', 'service: genProof.status']
const isPoll = (first: string | undefined, second: string | undefined): boolean => first === POLL[0] && second === POLL[1]
const isProof = (first: string, second: string): boolean => first === POLL[0] && second.startsWith('service: genProof.metadata')

/** How often a question is asked before its proof comes is a matter of time, and how many proofs follow one another one of how long the run was. */
function withoutLength(steps: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (const step of steps) {
    kept.push(step)
    // A poll goes when the same question comes once more and is answered, whatever the answer is.
    if (kept.at(-2) === POLL[0] && isPoll(kept.at(-4), kept.at(-3))) kept.splice(-4, 2)
  }
  return withoutRepeatedPairs(kept, isProof)
}

function ownerOf(call: RegisterCall, names: Names): string | null {
  for (const { message } of call.messages) {
    const meta = 'metadata' in message ? message.metadata : null
    const inner = typeof meta === 'object' && meta !== null && 'meta' in meta ? meta.meta : null
    const id = typeof inner === 'object' && inner !== null && 'nodeId' in inner ? String(inner.nodeId) : null
    if (id !== null) return nameOf(names, id)
  }
  return null
}

/** Per identity its calls in order: messages with their fields, and the end; calls that never got through are left out; and every form of message there was. */
export function wireFacts(calls: readonly RegisterCall[], names: Names): Facts {
  const known = calls.flatMap((call) => {
    const owner = ownerOf(call, names)
    return owner === null ? [] : [{ owner, steps: call.messages.map(stepOf), end: call.end }]
  })
  const byOwner = [...Map.groupBy(known, ({ owner }) => owner)]
  return Object.fromEntries(
    byOwner.flatMap(([owner, list]) => [
      [`calls of ${owner}`, collapse(list.map(({ steps, end }) => [...withoutLength(steps), end]))],
      [`messages of ${owner}`, [...new Set(list.flatMap(({ steps }) => steps))].toSorted()],
    ]),
  )
}
