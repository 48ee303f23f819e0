import { Metadata, type ServerWritableStream, status } from '@grpc/grpc-js'
import type { EventStreamRequest, PeerInfo } from '../../../../proto/generated/spacemesh/v1/admin.ts'
import { ConnectionInfo_Kind, PeerInfo as PeerInfoMessage } from '../../../../proto/generated/spacemesh/v1/admin.ts'
import { NetworkInfoResponse } from '../../../../proto/generated/spacemesh/v1/debug.ts'
import type { Event } from '../../../../proto/generated/spacemesh/v1/events.ts'
import type { ApiContext } from './context.ts'

/** A client that takes no events for so long is cut off in the node's words (docs/protocol.md §5). */
const mostQueued = 1000

/** Headers at once, then what is remembered, then live events. */
export const eventsStream =
  ({ events }: ApiContext) =>
  (call: ServerWritableStream<EventStreamRequest, Event>): void => {
    call.sendMetadata(new Metadata())
    let queued = 0
    const stop = events.follow((event) => {
      if (queued > mostQueued) {
        stop()
        call.emit('error', { code: status.CANCELLED, details: 'buffer is full' })
        return
      }
      queued++
      call.write(event, () => queued--)
    })
    call.on('cancelled', stop)
    call.on('close', stop)
  }

/** One pass over the connected peers, then the end. */
export const peerInfoStream =
  ({ gossip }: ApiContext) =>
  (call: ServerWritableStream<unknown, PeerInfo>): void => {
    for (const { id, address, outbound } of gossip.peers()) {
      const kind = outbound ? ConnectionInfo_Kind.Outbound : ConnectionInfo_Kind.Inbound
      call.write(PeerInfoMessage.fromPartial({ id, connections: [{ address, outbound, kind, uptime: { seconds: 0n, nanos: 0 } }] }))
    }
    call.end()
  }

export const networkInfo = ({ peerId, config }: ApiContext): NetworkInfoResponse =>
  NetworkInfoResponse.fromPartial({
    id: peerId,
    listenAddresses: [config.p2p.listen],
    knownAddresses: [config.p2p.listen.replace(/^\/ip4\/[^/]+/, '/ip4/0.0.0.0')],
    dhtServerEnabled: true,
  })
