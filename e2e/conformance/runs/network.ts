import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { RigDescription } from '../../../electron/devnet/rig/description.ts'

const STOP_MS = 120_000

/** Starts and stops the programs of one rig; output goes to a file per program. */
export class Network {
  readonly rig: RigDescription
  readonly #folder: string
  readonly #children = new Map<string, ChildProcess>()
  readonly #nodeStarts: (name: string) => void

  constructor(rig: RigDescription, folder: string, nodeStarts: (name: string) => void) {
    this.rig = rig
    this.#folder = folder
    this.#nodeStarts = nodeStarts
  }

  node(name: string): RigDescription['nodes'][number] {
    const node = this.rig.nodes.find((one) => one.name === name)
    if (node === undefined) throw new Error(`no node ${name}`)
    return node
  }

  service(name: string): RigDescription['services'][number] {
    const service = this.rig.services.find((one) => one.name === name)
    if (service === undefined) throw new Error(`no service ${name}`)
    return service
  }

  start(slot: string, program: string, args: readonly string[]): void {
    const log = openSync(join(this.#folder, `${slot}.log`), 'a')
    const child = spawn(program, args, { cwd: this.#folder, stdio: ['ignore', log, log] })
    closeSync(log)
    child.on('error', () => this.#children.delete(slot))
    child.on('exit', () => {
      if (this.#children.get(slot) === child) this.#children.delete(slot)
    })
    this.#children.set(slot, child)
  }

  startNode(name: string): void {
    const { program, arguments: args } = this.node(name)
    this.#nodeStarts(name)
    this.start(name, program, args)
  }

  /** Starts a service under its own name, with arguments replaced by flag. */
  startService(name: string, changed: Readonly<Record<string, string>> = {}, slot = name): void {
    const { program, arguments: args } = this.service(name)
    this.start(
      `service-${slot}`,
      program,
      args.map((word, index) => changed[args[index - 1] ?? ''] ?? word),
    )
  }

  async stop(slot: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#children.get(slot)
    if (child === undefined || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(hard)
  }

  async stopAll(): Promise<void> {
    const services = [...this.#children.keys()].filter((slot) => slot.startsWith('service-'))
    await Promise.all(services.map((slot) => this.stop(slot)))
    await Promise.all([...this.#children.keys()].map((slot) => this.stop(slot)))
  }

  /** Waits until the node's JSON listener answers. Rejects when it ends before or the time is up. */
  async answers(name: string, deadlineMs: number): Promise<void> {
    const { addresses } = this.node(name)
    const deadline = Date.now() + deadlineMs
    for (;;) {
      const answered = await fetch(`http://${addresses.json}/spacemesh.v2alpha1.NodeService/Status`, {
        method: 'POST',
        body: '{}',
        signal: AbortSignal.timeout(2000),
      })
        .then((answer) => answer.ok)
        .catch(() => false)
      if (answered) return
      if (!this.#children.has(name)) throw new Error(`node ${name} ended before it answered`)
      if (Date.now() > deadline) throw new Error(`node ${name} did not answer in time`)
      await wait(50)
    }
  }
}
