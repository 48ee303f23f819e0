import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
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
    // All of its data, so that nothing but its service is missing.
    writeFileSync(join(rig.data(name), 'postdata_0.bin'), Buffer.alloc(16_384))
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

/** Who started what is killed: the core, whose own child it is, or somebody else, so that only a look at the machine tells its end. */
export type KilledOf = 'core' | 'somebody'
export interface Kill {
  readonly of: KilledOf
  readonly ms: number
}

/** SIGKILL of a service until the row of its identity says at a page that nobody works on its proof, so many times, in turn. */
export async function measureKills(kills: number): Promise<Kill[]> {
  const { rig, node, idOf } = await layOut()
  const host = await startConsoleHost({ profile: rig.folder })
  const client = await host.page()
  const rows = watchRows(client)
  const slotOf = (state: State, name: string) => state.services[name]?.slot
  const rowOf = (state: State, name: string) => Object.values(state.identities).find(({ id }) => id === idOf(name))
  const says = (name: string) => (state: State) => saysSo.includes(rowOf(state, name)?.state ?? '')
  const runs = (name: string) => (state: State) => {
    const slot = slotOf(state, name)
    return (slot?.state === 'running' || slot?.state === 'external') && slot.pid !== null && !says(name)(state)
  }
  const begin = async (name: string, of: KilledOf) => {
    await rows.when(`${name} is there`, 20_000, (state) => rowOf(state, name) !== undefined)
    // A person's start begins the law anew: no back-off and no latch is in the way.
    if (of === 'core') await client.services.start({ name: rig.key(name).name }).catch(() => undefined)
    else spawn(rig.program, ['--dir', rig.data(name), '--address', `http://${node.address}`, '--threads', '1'], { stdio: 'ignore' })
  }
  const done: Kill[] = []
  try {
    for (let turn = 0; turn < kills; turn += 1) {
      // That somebody else has started one is noticed only at the next look at all processes, so there are few of these.
      const of = turn % 20 === 2 ? 'somebody' : 'core'
      const name = of === 'somebody' ? 'd' : (['a', 'b', 'c'][turn % 3] ?? 'a')
      await begin(name, of)
      await rows.when(`${name} runs`, 30_000, runs(name))
      // At any moment between two looks.
      await wait(Math.random() * killBar.pollMs)
      const pid = slotOf(rows.state(), name)?.pid ?? null
      if (pid === null || !runs(name)(rows.state())) throw new Error(`${name} ended by itself`)
      const began = performance.now()
      process.kill(pid, 'SIGKILL')
      done.push({ of, ms: (await rows.when(`${name} says so`, 30_000, says(name))) - began })
    }
    return done
  } finally {
    rows.stop()
    await host.end('SIGTERM')
    await endAllBelow(rig.folder)
    node.stop()
    rmSync(rig.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
