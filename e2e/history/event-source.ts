import { Metadata, Server, ServerCredentials, type ServerWritableStream, type sendUnaryData, type UntypedHandleCall } from '@grpc/grpc-js'
import { AdminServiceService } from '../../proto/generated/spacemesh/v1/admin.ts'
import type { Event } from '../../proto/generated/spacemesh/v1/events.ts'
import { PostInfoServiceService, type PostStatesResponse } from '../../proto/generated/spacemesh/v1/post.ts'

/** A node replays so many when a stream opens, of all its identities together (docs/protocol.md §5). */
const ringMost = 100

interface Followers extends Set<ServerWritableStream<unknown, Event>> {
  /** When the last one came. */
  cameAt?: number
}

async function listen(port: number, { ring, followers, id }: { ring: readonly Event[]; followers: Followers; id: Buffer }) {
  const server = new Server()
  const eventsStream = (call: ServerWritableStream<unknown, Event>) => {
    followers.cameAt = Date.now()
    call.sendMetadata(new Metadata())
    for (const event of ring) call.write(event)
    followers.add(call)
    const gone = () => followers.delete(call)
    call.on('cancelled', gone).on('error', gone).on('close', gone)
  }
  const postStates = (_call: unknown, done: sendUnaryData<PostStatesResponse>) => done(null, { states: [{ id, state: 1, name: 'a1.key' }] })
  server.addService(AdminServiceService, { eventsStream } as unknown as Record<string, UntypedHandleCall>)
  server.addService(PostInfoServiceService, { postStates } as unknown as Record<string, UntypedHandleCall>)
  const bound = await new Promise<number>((resolve, reject) =>
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (failure, at) => (failure ? reject(failure) : resolve(at))),
  )
  return { server, bound }
}

/** Stands in for a node's events: it sends what it is given, and replays its last hundred to whoever comes. */
export async function startEventSource(id: Buffer) {
  const ring: Event[] = []
  const followers: Followers = new Set()
  const common = { ring, followers, id }
  const first = await listen(0, common)
  let { server } = first
  return {
    address: `127.0.0.1:${first.bound}`,
    followers: () => followers.size,
    /** When the last follower came. */
    cameAt: () => followers.cameAt ?? 0,
    send: (event: Event) => {
      ring.push(event)
      if (ring.length > ringMost) ring.shift()
      for (const follower of followers) follower.write(event)
    },
    /** From here on nobody reaches it; it goes on and remembers its last hundred. */
    cut: () => {
      server.forceShutdown()
      followers.clear()
    },
    mend: async () => {
      ;({ server } = await listen(first.bound, common))
    },
    stop: () => server.forceShutdown(),
  }
}
export type EventSource = Awaited<ReturnType<typeof startEventSource>>
