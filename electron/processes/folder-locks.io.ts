import { connect, createServer, type Server } from 'node:net'
import { inTurn } from '../faults/index.ts'
import type { ProgramSpec } from './program-spec.ts'
import { ownFolder } from './seen-folder.io.ts'
import { slotText } from './slot.ts'

/**
 * Of each data folder one Smeshdesk of this computer looks after the programs, whoever's it is: by a name that the kernel gives to one process
 * alone and takes back at its end, kill -9 included. Nothing is written into the folder, nor anywhere else. Linux, where such names have no
 * files (unix(7), abstract), for all that share a network; Windows has pipes for it; elsewhere nothing is held and nobody refused.
 */
const nameOf = (place: string): string | null => {
  if (process.platform === 'linux') return `\0smeshdesk-folder-${place}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\smeshdesk-folder-${place.replace(':', '-')}` : null
}

const answerMs = 500
const mostBytes = 4096

/** Takes the name; `null`: somebody has it. */
function take(name: string, profile: string): Promise<Server | null> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end(profile.slice(0, mostBytes / 4))
  })
  server.maxConnections = 16
  server.unref()
  return new Promise((resolve) => {
    server.once('error', () => resolve(null))
    server.listen(name, () => {
      server.on('error', () => undefined)
      resolve(server)
    })
  })
}

/** The profile of who has the name, by its own word; empty when it does not tell. */
function ask(name: string): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let size = 0
    const socket = connect(name)
    const end = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(Buffer.concat(parts).toString('utf8'))
    }
    const timer = setTimeout(end, answerMs)
    socket.on('data', (part: Buffer) => {
      size += part.length
      if (size > mostBytes) parts.splice(0)
      else parts.push(part)
      if (size > mostBytes) end()
    })
    socket.once('error', end)
    socket.once('close', end)
  })
}

interface Lock {
  readonly place: string
  readonly server: Server | null
  /** Another profile, or somebody who does not tell. */
  readonly heldBy: string | null
}

/** The data folders of the programs that this profile may start. */
export class FolderLocks {
  readonly #profile: string
  readonly #locks = new Map<string, Lock>()
  readonly #turns = inTurn()
  #closed = false

  constructor(profile: string) {
    this.#profile = profile
  }

  /** Takes what is free of these, and lets go of all else. A folder that can't be looked at is held once it can. */
  look(specs: readonly ProgramSpec[]): Promise<void> {
    return this.#turns.run(() => this.#look(specs))
  }

  async #look(specs: readonly ProgramSpec[]): Promise<void> {
    if (this.#closed) return
    const wanted = new Map<string, string>()
    for (const { key, program, dataFolder } of specs) {
      const known = this.#locks.get(slotText(key))
      const place = program === null || dataFolder === null ? null : ((await ownFolder(dataFolder)).place ?? known?.place ?? null)
      if (place !== null) wanted.set(slotText(key), place)
    }
    const kept = new Set(wanted.values())
    for (const { place, server } of this.#locks.values()) if (!kept.has(place)) server?.close()
    const before = new Map([...this.#locks.values()].map((lock) => [lock.place, lock]))
    this.#locks.clear()
    for (const [slot, place] of wanted) {
      const known = before.get(place)
      const lock = known?.server != null ? known : await this.#lock(place)
      before.set(place, lock)
      this.#locks.set(slot, lock)
    }
  }

  async #lock(place: string): Promise<Lock> {
    const name = nameOf(place)
    if (name === null) return { place, server: null, heldBy: null }
    const server = await take(name, this.#profile)
    if (server !== null) return { place, server, heldBy: null }
    const holder = await ask(name)
    // Two sessions of one profile, one of which is ending: the profile's own lock stands between them.
    return { place, server: null, heldBy: holder === this.#profile ? null : holder }
  }

  /** The profile that looks after this slot's folder, where that is another one; empty when it does not tell. */
  heldBy(key: ProgramSpec['key']): string | null {
    return this.#locks.get(slotText(key))?.heldBy ?? null
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#turns.settled()
    for (const { server } of this.#locks.values()) server?.close()
    this.#locks.clear()
  }
}
