import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { credentials } from '@grpc/grpc-js'
import { AdminServiceClient } from '../../../proto/generated/spacemesh/v1/admin.ts'
import { Event } from '../../../proto/generated/spacemesh/v1/events.ts'
import { PostInfoServiceClient, PostState_State, type PostStatesResponse } from '../../../proto/generated/spacemesh/v1/post.ts'
import type { NodeRecord, RegisterCall, SeenEvent, StatusSample, TableSample } from './record.ts'
import { seenEvent } from './recorded-files.ts'

const LOOK_MS = 50
const TABLES = ['post', 'challenge', 'poet_registration', 'nipost']

export interface ObservedNode {
  readonly private: string
  readonly post: string
  readonly dataFolder: string
}

/** Watches one node from its first to its last answer. */
export class NodeObserver {
  readonly record: NodeRecord
  readonly #events: SeenEvent[] = []
  readonly #states: (Record<string, string> | null)[] = []
  readonly #tables: TableSample[] = []
  readonly #stop = new AbortController()
  readonly #work: Promise<unknown>

  constructor(node: ObservedNode, calls: RegisterCall[]) {
    this.record = { events: this.#events, states: this.#states, tables: this.#tables, calls }
    this.#work = Promise.all([
      this.#watchEvents(node.private),
      this.#watchStates(node.post),
      this.#watchTables(join(node.dataFolder, 'local.sql')),
    ])
  }

  /** To be told whenever the node is started. */
  started(): void {
    this.#states.push(null)
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#work
  }

  /** Repeats `look` until the end; a failure of one look is an answer that was not there. */
  async #repeat(look: () => Promise<void> | void): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await look()
      } catch {
        // Nobody answers while the node is down.
      }
      await wait(LOOK_MS)
    }
  }

  #watchEvents(address: string): Promise<void> {
    return this.#repeat(async () => {
      const client = new AdminServiceClient(address, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 })
      const stream = client.eventsStream({})
      const cancel = () => stream.cancel()
      this.#stop.signal.addEventListener('abort', cancel)
      try {
        for await (const event of stream as AsyncIterable<Event>) {
          const seen = seenEvent(JSON.parse(JSON.stringify(Event.toJSON(event))))
          if (seen !== null) this.#events.push(seen)
        }
      } finally {
        this.#stop.signal.removeEventListener('abort', cancel)
        client.close()
      }
    })
  }

  async #watchStates(address: string): Promise<void> {
    let client = new PostInfoServiceClient(address, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 })
    await this.#repeat(async () => {
      try {
        const answer = await new Promise<PostStatesResponse>((resolve, reject) => {
          client.postStates(
            {},
            { deadline: Date.now() + 1000 } as never,
            ((error: Error | null, response: PostStatesResponse) => (error === null ? resolve(response) : reject(error))) as never,
          )
        })
        const names = { [PostState_State.IDLE]: 'IDLE', [PostState_State.PROVING]: 'PROVING' }
        this.#states.push(
          Object.fromEntries(answer.states.map(({ name, state }) => [name, names[state as keyof typeof names] ?? 'UNKNOWN'])),
        )
      } catch (error) {
        client.close()
        client = new PostInfoServiceClient(address, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 })
        throw error
      }
    })
    client.close()
  }

  async #watchTables(file: string): Promise<void> {
    let version: unknown = null
    let database: DatabaseSync | null = null
    await this.#repeat(() => {
      if (database === null && existsSync(file)) database = new DatabaseSync(file, { readOnly: true })
      if (database === null) return
      try {
        const now = database.prepare('PRAGMA data_version').get()?.data_version
        if (now === version) return
        const atMs = Date.now()
        for (const table of TABLES) this.#tables.push({ table, rows: database.prepare(`SELECT * FROM ${table}`).all().map(plainRow), atMs })
        version = now
      } catch (error) {
        database.close()
        database = null
        throw error
      }
    })
    ;(database as DatabaseSync | null)?.close()
  }
}

const plainRow = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value]),
  )

/** A closed port is a state of its own; any other answer that doesn't come, because the machine is busy, says nothing. */
const withoutAnswer = (error: unknown): null | undefined => {
  const cause = error instanceof Error ? error.cause : null
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED' ? null : undefined
}

/** Watches the status services until `signal`. */
export async function watchStatuses(
  services: Readonly<Record<string, string>>,
  samples: StatusSample[],
  signal: AbortSignal,
): Promise<void> {
  const watch = async ([service, address]: [string, string]) => {
    while (!signal.aborted) {
      const body = await fetch(`http://${address}/status`, { signal: AbortSignal.timeout(1000) })
        .then((answer) => answer.text())
        .catch(withoutAnswer)
      if (!signal.aborted && body !== undefined) samples.push({ service, body })
      await wait(LOOK_MS)
    }
  }
  await Promise.all(Object.entries(services).map(watch))
}
