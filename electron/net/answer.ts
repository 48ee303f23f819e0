/**
 * What came of asking an address. Each kind is another finding: `silent` nothing listens there, or nobody is there; `garbled` something
 * else answers; `hangs` somebody listens and says nothing; `refused` who was meant answered with a gRPC status; `fault` we failed
 * ourselves, and nothing is known.
 */
export type Answer<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | { readonly kind: 'silent'; readonly detail: string }
  | { readonly kind: 'garbled'; readonly detail: string }
  | { readonly kind: 'hangs'; readonly detail: string }
  | { readonly kind: 'no-address' }
  | { readonly kind: 'address-refused'; readonly detail: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'fault'; readonly detail: string }

export type Reach = 'answers' | 'silent' | 'garbled' | 'hangs'

/** How a listener is reached, or `null` when the question never went out. A refusal is an answer: the node lives. */
export function reachOf(answer: Answer<unknown>): Reach | null {
  switch (answer.kind) {
    case 'answer':
    case 'refused':
      return 'answers'
    case 'silent':
    case 'garbled':
    case 'hangs':
      return answer.kind
    case 'no-address':
    case 'address-refused':
    case 'cancelled':
    case 'fault':
      return null
  }
}
