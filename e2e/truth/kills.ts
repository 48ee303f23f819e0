import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { sendUnaryData } from '@grpc/grpc-js'
import type { State } from '../../electron/contract/state.ts'
import { fakeListener } from '../../electron/nodes/testing/fake-node.io.ts'
import { checkSettings, writeSettings } from '../../electron/settings/index.ts'
import { PostInfoServiceService } from '../../proto/generated/spacemesh/v1/post.ts'
import { startConsoleHost } from '../host/console-host.ts'
import { endAllBelow } from '../host/end-below.ts'
import { fakeRig } from '../processes/fake-service.ts'
import { watchRows } from './watched-rows.ts'

/** How often the core looks at the processes that it watches, and how much more it may take until the row is at a page. */
export const killBar = { pollMs: 1_000, moreMs: 250 }

const names = ['a', 'b', 'c', 'd']
/** What a row says whose service is gone while its node wants a proof. */
const saysSo: readonly string[] = ['due-stopped', 'service-stopped', 'service-latched', 'late']

/** A node that wants a proof of every one of them, and stand-ins for their services, started by the core itself. */
async function layOut() {
  const rig = await fakeRig(names)
  const ids = names.map((name) => {
    const { NodeId } = JSON.parse(readFileSync(join(rig.data(name), 'postdata_metadata.json'), 'utf8')) as { NodeId: string }
    return Buffer.from(NodeId, 'base64')
  })
  const states = ids.map((id, at) => ({ id, state: 2, name: `${names[at]}.key` }))
  const node = await fakeListener([
    {
      definition: PostInfoServiceService,
      answers: { postStates: (_call: unknown, done: sendUnaryData<unknown>) => done(null, { states }) },
    },
  ])
  const addresses = { public: null, private: null, post: node.address }
  const settings = checkSettings({
    version: 1,
    simulated: false,
    nodes: [{ name: 'home', program: null, arguments: [], dataFolder: null, addresses }],
    services: names.map((name) => ({
      name,
      program: rig.program,
      arguments: ['--dir', rig.data(name), '--address', `http://${node.address}`, '--threads', '1'],
      dataFolder: rig.data(name),
      node: 'home',
      operatorAddress: null,
    })),
  })
  await writeSettings(rig.folder, settings)
  return { rig, node, idOf: (name: string) => ids[names.indexOf(name)]?.toString('hex') ?? '' }
}

/** SIGKILL of a service until the row of its identity says at a page that nobody works on its proof, in milliseconds, so many times. */
export async function measureKills(kills: number): Promise<number[]> {
  const { rig, node, idOf } = await layOut()
  const host = await startConsoleHost({ profile: rig.folder })
  const client = await host.page()
  const rows = watchRows(client)
  const slotOf = (state: State, name: string) => state.services[name]?.slot
  const rowOf = (state: State, name: string) => Object.values(state.identities).find(({ id }) => id === idOf(name))
  const runs = (name: string) => (state: State) =>
    slotOf(state, name)?.state === 'running' && slotOf(state, name)?.pid !== null && !saysSo.includes(rowOf(state, name)?.state ?? '')
  const delays: number[] = []
  try {
    for (let turn = 0; turn < kills; turn += 1) {
      const name = names[turn % names.length] ?? 'a'
      await rows.when(`${name} is there`, 20_000, (state) => rowOf(state, name) !== undefined)
      // A person's start begins the law anew: no back-off, no latch. Whoever runs again by itself refuses it.
      await client.services.start({ name: rig.key(name).name }).catch(() => undefined)
      await rows.when(`${name} runs`, 30_000, runs(name))
      // At any moment between two looks.
      await wait(Math.random() * killBar.pollMs)
      const pid = slotOf(rows.state(), name)?.pid ?? null
      if (pid === null || !runs(name)(rows.state())) continue
      const began = performance.now()
      process.kill(pid, 'SIGKILL')
      const told = await rows.when(`${name} says so`, 30_000, (state) => saysSo.includes(rowOf(state, name)?.state ?? ''))
      delays.push(told - began)
    }
    return delays
  } finally {
    rows.stop()
    await host.end('SIGTERM')
    await endAllBelow(rig.folder)
    node.stop()
    rmSync(rig.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
