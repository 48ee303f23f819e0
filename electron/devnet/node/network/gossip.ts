import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Chain } from '../chain/chain.ts'
import type { Atx, HareMessage } from '../chain/chain-types.ts'
import { type Message, maximumLine, parseMessage } from './messages.ts'
import { parseMultiaddress } from './multiaddress.ts'

interface GossipOptions {
  readonly chain: Chain
  readonly peerId: string
  readonly genesis: string
  readonly listen: string
  readonly bootnodes: readonly string[]
  readonly retryMs: number
}

interface Peer {
  readonly socket: Socket
  id: string | null
  address: string
  outbound: boolean
}

/** Flooding between the processes of one simulated network: what is new to a node is told to all its peers. */
export class Gossip {
  readonly #options: GossipOptions
  readonly #peers = new Set<Peer>()
  #server: Server | null = null
  #closed = false
  #caughtUp = false
  readonly #retries = new Set<NodeJS.Timeout>()

  constructor(options: GossipOptions) {
    this.#options = options
  }

  /** True once a peer has sent all it knew. */
  get caughtUp(): boolean {
    return this.#caughtUp
  }

  peers(): { id: string; address: string; outbound: boolean }[] {
    const known = [...this.#peers].flatMap(({ id, address, outbound }) => (id ? [{ id, address, outbound }] : []))
    return known.filter((peer, index) => known.findIndex(({ id }) => id === peer.id) === index)
  }

  /** Listens and dials the bootnodes, again and again until it is closed. A taken port is no failure: libp2p goes on without. */
  async start(): Promise<void> {
    const address = parseMultiaddress(this.#options.listen)
    if (address) await this.#listen(address.host, address.port)
    for (const bootnode of this.#options.bootnodes) this.#dial(bootnode)
  }

  publishAtx(atx: Atx): void {
    this.#handle({ is: 'atx', atx }, null)
  }

  publishMessage(hare: HareMessage): void {
    this.#handle({ is: 'hare', hare }, null)
  }

  close(): void {
    this.#closed = true
    for (const timer of this.#retries) clearTimeout(timer)
    this.#server?.close()
    for (const { socket } of this.#peers) socket.destroy()
  }

  async #listen(host: string, port: number): Promise<void> {
    const server = createServer((socket) => this.#welcome(socket, false))
    this.#server = server
    await new Promise<void>((done) => {
      server.once('error', () => done())
      server.listen(port, host, () => done())
    })
  }

  #dial(bootnode: string): void {
    const address = parseMultiaddress(bootnode)
    if (!address || this.#closed) return
    const socket = connect(address.port, address.host)
    this.#welcome(socket, true)
    socket.once('close', () => {
      if (this.#closed) return
      const timer = setTimeout(() => {
        this.#retries.delete(timer)
        this.#dial(bootnode)
      }, this.#options.retryMs)
      this.#retries.add(timer)
    })
  }

  #welcome(socket: Socket, outbound: boolean): void {
    const peer: Peer = { socket, id: null, address: '', outbound }
    socket.on('error', () => socket.destroy())
    socket.once('close', () => this.#peers.delete(peer))
    const greet = () => {
      peer.address = `/ip4/${socket.remoteAddress ?? '127.0.0.1'}/tcp/${socket.remotePort ?? 0}`
      this.#peers.add(peer)
      send(peer, { is: 'hello', peer: this.#options.peerId, genesis: this.#options.genesis })
    }
    if (outbound) socket.once('connect', greet)
    else greet()
    readLines(socket, (line) => this.#receive(line, peer))
  }

  #receive(line: string, peer: Peer): void {
    const message = parseMessage(line)
    if (!message || (peer.id === null && message.is !== 'hello')) {
      peer.socket.destroy()
      return
    }
    this.#handle(message, peer)
  }

  #handle(message: Message, from: Peer | null): void {
    const { chain } = this.#options
    switch (message.is) {
      case 'hello':
        if (from) this.#introduce(message, from)
        return
      case 'caught-up':
        this.#caughtUp = true
        return
      case 'atx':
        this.#spread(message, from, chain.addAtx(message.atx))
        return
      case 'hare':
        this.#spread(message, from, chain.addMessage(message.hare))
        return
      case 'layer':
        chain.addLayer(message.layer)
        return
      case 'malfeasance':
        this.#spread(message, from, { fresh: chain.addMalfeasance(message.malfeasance), ban: null })
        return
    }
  }

  #spread(message: Message, from: Peer | null, { fresh, ban }: ReturnType<Chain['addAtx']>): void {
    if (fresh || ban) this.#tell(message, from)
    if (ban) this.#tell({ is: 'malfeasance', malfeasance: ban }, null)
  }

  #tell(message: Message, except: Peer | null): void {
    for (const peer of this.#peers) if (peer !== except && peer.id !== null) send(peer, message)
  }

  #introduce({ peer, genesis }: Extract<Message, { is: 'hello' }>, from: Peer): void {
    if (genesis !== this.#options.genesis || peer === this.#options.peerId) {
      from.socket.destroy()
      return
    }
    from.id = peer
    for (const atx of this.#options.chain.atxs()) send(from, { is: 'atx', atx })
    for (const malfeasance of this.#options.chain.allMalfeasance()) send(from, { is: 'malfeasance', malfeasance })
    for (const layer of this.#options.chain.layers()) send(from, { is: 'layer', layer })
    send(from, { is: 'caught-up' })
  }
}

const send = (peer: Peer, message: Message) => void peer.socket.write(`${JSON.stringify(message)}\n`)

function readLines(socket: Socket, onLine: (line: string) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maximumLine) socket.destroy()
    else for (const line of lines) onLine(line)
  })
}
