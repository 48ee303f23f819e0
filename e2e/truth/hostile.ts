import { createHash } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { sendUnaryData } from '@grpc/grpc-js'
import { fakeListener } from '../../electron/nodes/testing/fake-node.io.ts'
import { PostInfoServiceService, PostStatesResponse } from '../../proto/generated/spacemesh/v1/post.ts'
import { NetworkInfoResponse, NetworkServiceService } from '../../proto/generated/spacemesh/v2alpha1/network.ts'
import { NodeServiceService, NodeStatusResponse } from '../../proto/generated/spacemesh/v2alpha1/node.ts'
import { until } from '../host/until.ts'
import { openCore } from './core.ts'
import { fakeNode } from './fake-node.ts'
import type { Outcome } from './troubled-nodes.ts'

const idOf = (index: number) => createHash('sha256').update(`hostile ${index}`).digest()
const one = (name: string) => PostStatesResponse.encode({ states: [{ id: idOf(0), state: 1, name }] }).finish()
const rows = (count: number) =>
  PostStatesResponse.encode({
    states: Array.from({ length: count }, (_, index) => ({ id: idOf(index), state: 1, name: `${index}.key` })),
  }).finish()

/** Marks that turn the writing round, sequences of a terminal, markup, and what ends a line. */
const nasty = '\u202Eyek.1a\u2066\u001B[31m\u001B]0;owned\u0007<img src=x onerror=alert(1)>\u0000\r\n</script>.key'
const most = 2 ** 32 - 1
const noTime = { genesisTime: { seconds: 8_640_000_000_001n, nanos: 999_999_999 }, layerDuration: { seconds: 0n, nanos: 0 } }
const network = { ...noTime, genesisId: Buffer.alloc(20), hrp: nasty, effectiveGenesisLayer: most, layersPerEpoch: 0, labelsPerUnit: 0n }
const status = {
  connectedPeers: 2n ** 63n,
  status: 3 as const,
  latestLayer: most,
  appliedLayer: most,
  processedLayer: most,
  currentLayer: most,
}

interface Says {
  readonly states?: Uint8Array
  readonly network?: Uint8Array
  readonly status?: Uint8Array
}

/** A node that answers with bytes as they are given, made before anything is measured. */
async function tells({ states = one('a.key'), network: info, status: state }: Says) {
  const say = (bytes: Uint8Array) => (_call: unknown, done: sendUnaryData<unknown>) => done(null, bytes)
  const raw = { responseSerialize: (bytes: Uint8Array) => Buffer.from(bytes) }
  return fakeListener([
    { definition: { postStates: { ...PostInfoServiceService.postStates, ...raw } }, answers: { postStates: say(states) } },
    ...(info === undefined ? [] : [{ definition: { info: { ...NetworkServiceService.info, ...raw } }, answers: { info: say(info) } }]),
    ...(state === undefined ? [] : [{ definition: { status: { ...NodeServiceService.status, ...raw } }, answers: { status: say(state) } }]),
  ])
}

const stepMs = 5
const watchedMs = 12_000

/** The longest stall of the core beside such a node, with whether all else went on and nothing of it came through as it was. */
async function beside(name: string, says: Says): Promise<Outcome> {
  const bad = await tells(says)
  const good = await fakeNode({ states: [{ id: idOf(-1), name: 'good.key', state: 1 }] })
  const core = await openCore([
    { name: 'bad', address: bad.address },
    { name: 'good', address: good.address },
  ])
  const lag = monitorEventLoopDelay({ resolution: stepMs })
  lag.enable()
  try {
    await wait(watchedMs)
    lag.disable()
    const state = core.state()
    const text = JSON.stringify(state)
    const wrong = [
      core.faults.length > 0 && `a fault: ${core.faults[0]?.split('\n')[0]}`,
      state.nodes.good?.reach !== 'answers' && 'the good node is not seen',
      !Object.values(state.identities).some((row) => row.name === 'good') && 'the good identity is not seen',
      state.verdict?.calm === true && 'calm beside it',
      Object.values(state.identities).some((row) => /\p{C}/u.test(row.name)) && 'a name with control characters',
      Object.values(state.alerts).some(({ values }) => Object.values(values).some((value) => /\p{C}/u.test(value))) &&
        'an alert with control characters',
      (/[\u202A-\u202E\u2066-\u2069]/.test(text) || text.includes('\\u001b') || text.includes('\\u0000')) &&
        'turned writing or terminal sequences in the state',
      text.length > 4_000_000 && `a state of ${text.length} characters`,
    ].filter((part) => part !== false)
    await until(
      'what is heard is still shown',
      { deadlineMs: 15_000 },
      () => (core.state().nodes.good?.seenAt ?? 0) > (state.nodes.good?.seenAt ?? 0),
    )
    return { name, value: Math.max(0, lag.max / 1e6 - stepMs), bar: 1_000, unit: 'ms', wrong: wrong.join('; ') }
  } finally {
    await core.close()
    bad.stop()
    good.stop()
  }
}

/** What a node may say that is meant to hurt: longest stall of the core beside each. */
export async function hostileTexts(): Promise<Outcome[]> {
  const cases: readonly (readonly [string, () => Says])[] = [
    ['a name of 10 MB', () => ({ states: one('x'.repeat(10_000_000)) })],
    ['a million rows', () => ({ states: rows(1_000_000) })],
    ['more rows than any node has, in one answer that fits', () => ({ states: rows(200_000) })],
    ['names with markup, terminal sequences and turned writing', () => ({ states: one(nasty) })],
    [
      'layers, times and counts out of all range',
      () => ({ network: NetworkInfoResponse.encode(network).finish(), status: NodeStatusResponse.encode(status).finish() }),
    ],
    ['bytes that are no message', () => ({ states: Buffer.alloc(1_000_000, 0xff), status: Buffer.alloc(1_000, 0xfe) })],
  ]
  const outcomes: Outcome[] = []
  for (const [name, says] of cases) outcomes.push(await beside(name, says()))
  return outcomes
}
