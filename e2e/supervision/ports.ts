import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { PostClients } from '../../electron/devnet/node/api/post-clients.ts'
import { fakeListener } from '../../electron/nodes/testing/fake-node.io.ts'
import { askStatus } from '../../electron/post/index.ts'
import { createPrograms, type Programs } from '../../electron/processes/index.ts'
import { checkSettings } from '../../electron/settings/index.ts'
import { newServiceMemory, operatorOf, seeOperator, seeRow } from '../../electron/sight/service-memory.ts'
import { PostServiceService } from '../../proto/generated/spacemesh/v1/post.ts'
import { until } from '../processes/fake-service.ts'
import { type LightRig, lightRig } from './light-rig.ts'
import { type Extent, line, type Measured, seconds } from './measured.ts'
import { slotOf, withRig } from './with-rig.ts'

const run = promisify(execFile)
const consoleProgram = new URL('../../electron/shell/console/main.ts', import.meta.url).pathname

const portOf = (server: { address(): AddressInfo | string | null }): number => (server.address() as AddressInfo).port

/** The rig with an operator address for each of its services. */
const withOperator = (rig: LightRig, address: string): LightRig['settings'] => ({
  ...rig.settings,
  services: rig.settings.services.map((one) => ({
    ...one,
    operatorAddress: address,
    arguments: [...one.arguments, '--operator-address', address],
  })),
})

/** T27: a stranger sits on the operator port, and from some moment on answers as an idle post-service; ours could not listen there. */
export async function squatter(_extent: Extent): Promise<Measured[]> {
  let answers = false
  const stranger = createHttp((_ask, answer) => {
    if (!answers) return answer.writeHead(404).end()
    return answer.writeHead(200, { 'content-type': 'application/json' }).end('"Idle"')
  })
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${portOf(stranger)}`
  try {
    return await withRig(lightRig(1), async (rig) => {
      const [name = ''] = rig.names
      const programs = rig.programs({ settings: withOperator(rig, address) })
      await programs.open()
      await programs.start(rig.key(name))
      answers = true
      const began = performance.now()
      const told = () =>
        programs
          .rows()[0]
          ?.findings.map(({ id }) => id)
          .find((id) => id.startsWith('service-') && id.includes('operator')) ?? null
      const finding = await until(told, (id) => id !== null, 30_000)
      const ms = performance.now() - began
      // As the sight of the rig takes it in: the stranger's word is nobody's.
      const memory = newServiceMemory({ name: rig.key(name).name, dataFolder: rig.data(name), node: null, operatorAddress: address })
      seeRow(memory, programs.rows()[0] ?? null, 0)
      const answer = await askStatus(address)
      seeOperator(memory, answer, 5_000)
      const shown = operatorOf(memory, false)
      await programs.stop(rig.key(name))
      await programs.close()
      return [
        line('T27', 'a stranger answers "Idle" on the operator port', {
          holds: finding !== null && answer.kind === 'answer' && shown === 'foreign',
          measured: `told as ${finding} after ${seconds(ms)}, its answer shown as ${shown}`,
          bar: 'told; never shown as ours',
        }),
      ]
    })
  } finally {
    stranger.close()
  }
}

/** A way to the node that can be made to hang: what stands is neither carried on nor closed; new connections go through. */
async function hangingProxy(target: string) {
  const [host = '', port = ''] = target.split(':')
  const pairs: (readonly [Socket, Socket])[] = []
  const hung = new Set<Socket>()
  const server = createServer((from) => {
    const to = connect(Number(port), host)
    pairs.push([from, to])
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      one.on('data', (bytes) => hung.has(one) || other.write(bytes))
      one.on('close', () => hung.has(one) || other.destroy())
      one.on('error', () => undefined)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${portOf(server)}`,
    hang: () => {
      for (const socket of pairs.flat()) hung.add(socket)
    },
    stop: () => {
      server.close()
      for (const socket of pairs.flat()) socket.destroy()
    },
  }
}

const quiet = { named: () => quiet, info: () => undefined, warn: () => undefined, error: () => undefined } as never

async function devnetService(rig: LightRig, address: string, now: () => number): Promise<Programs> {
  const [name = ''] = rig.names
  await run(process.execPath, [consoleProgram, 'devnet', 'install', join(rig.folder, 'programs')])
  await writeFile(join(rig.data(name), '.smeshdesk-simulated'), '')
  const settings = checkSettings({
    ...rig.settings,
    services: rig.settings.services.map((one) => ({
      ...one,
      program: join(rig.folder, 'programs', 'post-service'),
      arguments: [
        '--dir',
        one.dataFolder,
        '--address',
        `http://${address}`,
        '--threads',
        '1',
        '--randomx-mode',
        'light',
        '--reconnect-interval-s',
        '1',
        '--min-num-units',
        '1',
      ],
    })),
  })
  const programs = createPrograms({ profileFolder: rig.folder, settings, tickMs: 200, now })
  await programs.open()
  return programs
}

/** T28: the way to the node hangs half-open, the service is started anew, and the node says that it is registered already. */
export async function halfOpen({ whole }: Extent): Promise<Measured[]> {
  const clients = new PostClients(() => true, quiet)
  const node = await fakeListener([
    { definition: PostServiceService, answers: { register: (stream: Parameters<PostClients['register']>[0]) => clients.register(stream) } },
  ])
  const proxy = await hangingProxy(node.address)
  let ahead = 0
  try {
    return await withRig(lightRig(1), async (rig) => {
      const [name = ''] = rig.names
      const programs = await devnetService(rig, proxy.address, () => Date.now() + ahead)
      await programs.start(rig.key(name))
      await until(
        () => programs.rows()[0]?.connection.state,
        (state) => state === 'connected',
        60_000,
      )
      proxy.hang()
      const began = performance.now()
      await programs.restart(rig.key(name))
      const finding = () => programs.rows()[0]?.findings.find(({ id }) => id === 'service-already-registered')?.verdict ?? null
      const first = await until(finding, (verdict) => verdict !== null, 60_000)
      const ms = performance.now() - began
      const pid = slotOf(programs, name).pid
      await wait(whole ? 30_000 : 3_000)
      ahead = 12 * 60_000 + 5_000
      const later = await until(finding, (verdict) => verdict === 'fail', 30_000)
      const same = slotOf(programs, name).pid === pid
      await programs.stop(rig.key(name)).catch(() => undefined)
      await programs.close()
      return [
        line('T28', 'half-open connection, then “already registered”: its cause is named', {
          holds: first === 'warn' && ms <= 12 * 60_000,
          measured: `after ${seconds(ms)}`,
          bar: '≤ 12 min',
        }),
        line('T28', 'the same for 12 minutes: an alarm, and no restart', {
          holds: later === 'fail' && same,
          measured: `${later}, ${same ? 'the same process' : 'restarted'}`,
          bar: 'fail, the same process',
          time: `scaled: ${whole ? 30 : 3} s, then the clock 12 min ahead`,
        }),
      ]
    })
  } finally {
    proxy.stop()
    node.stop()
  }
}
