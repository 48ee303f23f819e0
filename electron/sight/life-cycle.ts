import type * as z from 'zod/mini'
import type { LifeStep } from '../contract/model/identity.ts'
import type { NodeEvent } from '../nodes/index.ts'

type Step = z.output<typeof LifeStep>

/** Where an identity is in its epoch: the step it is in, and the steps behind it. */
export interface Life {
  readonly step: Step | null
  readonly done: readonly Step[]
}

export const noLife: Life = { step: null, done: [] }

const registered: readonly Step[] = ['registered']
const proofWanted: readonly Step[] = ['registered', 'round-end', 'poet-proof']
const published: readonly Step[] = [...proofWanted, 'proving', 'atx']

/** The first proof of an identity answers a challenge of zeros, before any round (docs/protocol.md §4). */
export const isInitial = ({ fields }: NodeEvent): boolean => /^0{64}$/.test(fields.challenge ?? '')
const hasPublished = ({ done }: Life): boolean => done.includes('atx')

type Change = (life: Life, event: NodeEvent) => Life

// Registered for the next round while the ATX of this one is out: what is left is to be eligible.
const afterRegistration: Change = (life) =>
  hasPublished(life) ? { step: 'eligible', done: [...published, 'next-round'] } : { step: 'round-end', done: registered }

const changes: Partial<Record<NodeEvent['kind'], Change>> = {
  'wait-registration': (life) => (hasPublished(life) ? { step: 'next-round', done: published } : { step: 'registered', done: [] }),
  registered: afterRegistration,
  'wait-round-end': afterRegistration,
  'proof-selected': () => ({ step: 'proving', done: proofWanted }),
  'post-start': (_life, event) => (isInitial(event) ? { step: 'proving', done: [] } : { step: 'proving', done: proofWanted }),
  'post-complete': (_life, event) =>
    isInitial(event) ? { step: 'registered', done: [] } : { step: 'atx', done: [...proofWanted, 'proving'] },
  'atx-published': () => ({ step: 'next-round', done: published }),
  eligible: (life) => (life.step === 'eligible' ? { step: 'round-end', done: [...life.done, 'eligible'] } : life),
}

/** The life cycle after one more event of this identity. An event that tells nothing of it leaves it as it is. */
export const afterEvent: Change = (life, event) => changes[event.kind]?.(life, event) ?? life
