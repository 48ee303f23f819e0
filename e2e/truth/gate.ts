import { connect, createServer, type Server, type Socket } from 'node:net'

/** A door before a listener, at an address of its own that stays the same: shut, open, or taking everything and answering nothing. */
export interface Gate {
  readonly address: string
  /** Nobody listens, and whoever was connected is cut off. */
  shut(): Promise<void>
  open(): Promise<void>
  /** What is connected stays so, and no byte passes any more: the other side is gone without a word. */
  hole(): void
  end(): Promise<void>
}

export async function gateBefore(target: string): Promise<Gate> {
  const [host = '', port = ''] = target.split(':')
  const ends = new Set<Socket>()
  let swallows = false
  const keep = (socket: Socket) => {
    ends.add(socket)
    socket.on('error', () => undefined).once('close', () => ends.delete(socket))
  }
  const serve = () =>
    createServer((near) => {
      const far = connect({ host, port: Number(port) })
      for (const socket of [near, far]) keep(socket)
      near.on('data', (bytes) => !swallows && far.write(bytes))
      far.on('data', (bytes) => !swallows && near.write(bytes))
      near.once('close', () => far.destroy())
      far.once('close', () => !swallows && near.destroy())
    })
  let server: Server | null = serve()
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const own = typeof bound === 'object' && bound !== null ? bound.port : 0
  const shut = async () => {
    const closing = server
    server = null
    for (const socket of ends) socket.destroy()
    if (closing !== null) await new Promise<void>((resolve) => closing.close(() => resolve()))
  }
  return {
    address: `127.0.0.1:${own}`,
    shut,
    open: async () => {
      swallows = false
      server ??= serve()
      const opening = server
      if (!opening.listening) await new Promise<void>((resolve) => opening.listen(own, '127.0.0.1', resolve))
    },
    hole: () => {
      swallows = true
    },
    end: shut,
  }
}
