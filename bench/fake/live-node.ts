import type { ServerHttp2Stream } from 'node:http2'
import { Event } from '../../proto/generated/spacemesh/v1/events.ts'
import { framed, type Listening, listenBare } from './bare-listener.ts'
import { type Listed, nodeAnswers } from './node-answers.ts'

/** A node in this process whose identities and events are changed from outside. Times are those of `Date.now`. */
export interface LiveNode extends Pick<Listening, 'address' | 'stop'> {
  readonly list: (identities: readonly Listed[]) => void
  readonly listed: () => readonly Listed[]
  /** Changes what PostStates says of one identity; gives when. */
  readonly setProving: (index: number, proving: boolean) => number
  /** Sends to all who follow the events; gives when. */
  readonly send: (events: readonly Event[]) => number
  readonly followers: () => number
}

export async function startLiveNode(identities: readonly Listed[]): Promise<LiveNode> {
  let listed = identities
  const followers = new Set<ServerHttp2Stream>()
  const open = (stream: ServerHttp2Stream) => {
    followers.add(stream)
    stream.once('close', () => followers.delete(stream))
  }
  const { address, stop } = await listenBare({
    ...nodeAnswers(() => listed),
    '/spacemesh.v1.AdminService/EventsStream': { kind: 'stream', open },
  })
  return {
    address,
    stop,
    list: (next) => {
      listed = next
    },
    listed: () => listed,
    setProving: (index, proving) => {
      listed = listed.map((one) => (one.index === index ? { ...one, proving } : one))
      return Date.now()
    },
    send: (events) => {
      const at = Date.now()
      const bytes = Buffer.concat(events.map((event) => framed(Event.encode(event).finish())))
      for (const stream of followers) stream.write(bytes)
      return at
    },
    followers: () => followers.size,
  }
}
