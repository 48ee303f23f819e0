import { collapse, type Facts, type NodeRecord, type StatusSample, withoutRepeatedPairs } from './record.ts'

const RESTART = 'restart'

/** A node that is stopped while it proves says IDLE either before its end or after its start: as it comes, it counts as before. */
const withIdleFirst = (states: readonly string[]): readonly string[] =>
  states.map((state, index) => {
    if (state === RESTART && states[index - 1] === 'PROVING' && states[index + 1] === 'IDLE') return 'IDLE'
    return state === 'IDLE' && states[index - 1] === RESTART && states[index - 2] === 'PROVING' ? RESTART : state
  })

/** States of one key file between the node's starts, repetitions left out, also when a start lies between. */
function statesOf(file: string, samples: NodeRecord['states']): readonly string[] {
  const states: string[] = []
  let last: string | null = null
  for (const sample of samples) {
    if (sample === null && last !== null) states.push(RESTART)
    const state = sample?.[file]
    if (state !== undefined && state !== last) states.push(state)
    last = state ?? last
  }
  while (states.at(-1) === RESTART) states.pop()
  return states
}

/** Per key file the order of its states since each start of the node; proofs one after the other count as one. */
export function stateFacts(samples: NodeRecord['states']): Facts {
  const files = new Set(samples.flatMap((sample) => Object.keys(sample ?? {})))
  const show = (file: string) =>
    withoutRepeatedPairs(withIdleFirst(statesOf(file, samples)), (first, second) => first === 'PROVING' && second === 'IDLE')
  return Object.fromEntries([...files].map((file) => [`states of ${file}`, show(file)]))
}

const formOf = (body: string): string => body.replace(/\d+/g, 'N')

/** A service that is asked at once after its start is idle for less than a look. */
const withoutBriefIdle = (states: readonly string[]): readonly string[] =>
  states.filter((state, index) => !(state === 'idle' && states[index - 1] === 'off' && states[index + 1] === 'proving'))

/** Per service the order of its states, done folded into proving as it may last less than a look, proofs one after the other into one; and the forms of the bodies. */
export function statusFacts(samples: readonly StatusSample[]): Facts {
  const facts: Facts = {}
  for (const [service, list] of Map.groupBy(samples, (sample) => sample.service)) {
    const coarse = list.flatMap(({ body }) => (body === null ? ['off'] : body === '"Idle"' ? ['idle'] : ['proving']))
    const states = withoutBriefIdle(collapse(coarse))
    facts[`status of ${service}`] = withoutRepeatedPairs(states, (first, second) => first === 'proving' && second === 'idle')
  }
  facts['forms of /status'] = [...new Set(samples.flatMap(({ body }) => (body === null ? [] : [formOf(body)])))].toSorted()
  return facts
}
