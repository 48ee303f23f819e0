import type { Event } from '../../proto/generated/spacemesh/v1/events.ts'
import type { EventSource } from './event-source.ts'

/** What an event is to be known again by in the history. */
export interface Emitted {
  readonly at: number
  readonly event: string
}

type Details = NonNullable<Event['details']>
const timeOf = (at: number) => ({ seconds: BigInt(Math.floor(at / 1_000)), nanos: (at % 1_000) * 1_000_000 })

/** The kinds of one epoch in turn, most of them proposals, as a node sends them; the pair of waits means one thing. */
function detailsOf(turn: number, smesher: Buffer): readonly (readonly [event: string, details: Details])[] {
  const epoch = Math.floor(turn / 20)
  const challenge = Buffer.alloc(32, turn)
  const until = timeOf(1_700_000_000_000 + epoch * 60_000)
  switch (turn % 20) {
    case 0:
      return [['post-start', { $case: 'postStart', value: { challenge, smesher } }]]
    case 3:
      return [['post-complete', { $case: 'postComplete', value: { challenge, smesher } }]]
    case 5:
      return [
        [
          'atx-published',
          { $case: 'atxPublished', value: { current: epoch, target: epoch + 1, id: challenge, wait: undefined, until, smesher } },
        ],
      ]
    case 7:
      return [
        ['wait-round-end', { $case: 'poetWaitProof', value: { publish: epoch, target: epoch + 1, wait: undefined, until, smesher } }],
        ['wait-round-end', { $case: 'waitingForPoetRoundEnd', value: { publish: epoch, target: epoch + 1, roundEnd: until, smesher } }],
      ]
    default:
      return [['proposal', { $case: 'proposal', value: { layer: turn, proposal: challenge.subarray(0, 20), smesher } }]]
  }
}

/** Sends an event every so often, each at a moment of its own, until stopped; tells what was sent. Of a pair it tells the first. */
export function emitEvents(source: EventSource, smesher: Buffer, everyMs: number) {
  const sent: Emitted[] = []
  let turn = 0
  let last = 0
  const send = () => {
    for (const [place, [event, details]] of detailsOf(turn, smesher).entries()) {
      last = Math.max(Date.now(), last + 1)
      if (place === 0) sent.push({ at: last, event })
      source.send({ timestamp: timeOf(last), failure: false, help: '', details })
    }
    turn += 1
  }
  const timer = setInterval(send, everyMs)
  return { sent, stop: () => clearInterval(timer) }
}
