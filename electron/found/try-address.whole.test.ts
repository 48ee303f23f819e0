import { createServer as http } from 'node:http'
import { createServer, type Server } from 'node:net'
import type { sendUnaryData } from '@grpc/grpc-js'
import { status } from '@grpc/grpc-js'
import { afterEach, expect, test } from 'vitest'
import { NodeServiceService as NodeV1 } from '../../proto/generated/spacemesh/v1/node.ts'
import { PostInfoServiceService } from '../../proto/generated/spacemesh/v1/post.ts'
import { SmesherServiceService } from '../../proto/generated/spacemesh/v1/smesher.ts'
import { MalfeasanceServiceService } from '../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { NodeServiceService as NodeV2 } from '../../proto/generated/spacemesh/v2alpha1/node.ts'
import { fakeListener } from '../nodes/testing/fake-node.io.ts'
import { tryAddress, watchAddress } from './try-address.io.ts'

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

const says = (value: unknown) => (_call: unknown, done: sendUnaryData<unknown>) => done(null, value)
const refuses = (code: number) => (_call: unknown, done: sendUnaryData<unknown>) => done({ code, details: 'no' })

async function listener(...services: Parameters<typeof fakeListener>[0]): Promise<string> {
  const { address, stop } = await fakeListener(services)
  endings.push(stop)
  return address
}
async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(() => server.close())
  const bound = server.address()
  return `127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`
}

const open = () =>
  listener({ definition: NodeV1, answers: { version: says({ versionString: { value: 'v1.7.6' } }), echo: refuses(12) } as never })
const post = () => listener({ definition: PostInfoServiceService, answers: { postStates: says({ states: [] }) } })
const asked = (kind: 'public' | 'private' | 'post' | 'operator', address: string) =>
  tryAddress({ kind, address }, new AbortController().signal)

test('a public listener is known by its version, also where it has no newer services', async () =>
  expect(await asked('public', await open())).toMatchObject({ result: 'right', version: 'v1.7.6', synced: null, network: null }))

test('synced comes from the node alone', async () => {
  const answers = {
    status: says({ connectedPeers: 3n, status: 3, latestLayer: 1, appliedLayer: 1, processedLayer: 1, currentLayer: 1 }),
  } as never
  expect(await asked('public', await listener({ definition: NodeV2, answers }))).toMatchObject({ result: 'right', synced: true })
})

test('a post listener is known by PostStates; asked for another one, it is named', async () => {
  const address = await post()
  expect(await asked('post', address)).toMatchObject({ result: 'right', is: 'post', identities: 0 })
  expect(await asked('public', address)).toMatchObject({ result: 'other-listener', is: 'post' })
  expect(await asked('operator', address)).toMatchObject({ result: 'other-listener', is: 'post' })
  expect(await asked('post', await open())).toMatchObject({ result: 'other-listener', is: 'public' })
})

test('a private listener is known by its smeshers', async () => {
  const answers = { smesherIDs: says({ publicKeys: [] }) } as never
  expect(await asked('private', await listener({ definition: SmesherServiceService, answers }))).toMatchObject({ result: 'right' })
})

test('a gRPC server that proves nothing is not proven', async () => {
  const answers = { list: refuses(status.UNIMPLEMENTED) } as never
  const address = await listener({ definition: MalfeasanceServiceService, answers })
  expect(await asked('post', address)).toMatchObject({ result: 'not-proven', is: null })
})

test('an operator address is known by its status, and named when a node is looked for there', async () => {
  const address = await listening(
    http((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('"Idle"')),
  )
  expect(await asked('operator', address)).toMatchObject({ result: 'right', operator: 'idle' })
  expect(await asked('post', address)).toMatchObject({ result: 'other-listener', is: 'operator' })
})

test('another program, nobody, a refused range, no address', async () => {
  const web = await listening(http((_request, response) => response.end('<html>')))
  expect(await asked('public', web)).toMatchObject({ result: 'foreign' })
  expect(await asked('operator', web)).toMatchObject({ result: 'foreign' })
  const gone = createServer()
  const address = await listening(gone)
  await new Promise((resolve) => gone.close(resolve))
  expect(await asked('post', address)).toMatchObject({ result: 'nobody' })
  expect(await asked('operator', address)).toMatchObject({ result: 'nobody' })
  expect(await asked('post', '169.254.169.254:80')).toMatchObject({ result: 'not-asked', detail: 'metadata' })
  expect(await asked('operator', '224.0.0.1:80')).toMatchObject({ result: 'not-asked' })
  expect(await asked('post', 'http://127.0.0.1:1')).toMatchObject({ result: 'bad-form' })
})

test('who listens and says nothing is silent', async () => {
  const mute = createServer((socket) => socket.on('error', () => socket.destroy()))
  const address = await listening(mute)
  const [node, operator] = await Promise.all([asked('post', address), asked('operator', address)])
  expect([node.result, operator.result]).toEqual(['silent', 'silent'])
})

test('who leaves ends the asking', async () => {
  const leaving = new AbortController()
  const seen: string[] = []
  for await (const { result } of watchAddress({ kind: 'post', address: await post() }, leaving.signal)) {
    seen.push(result)
    leaving.abort()
  }
  expect(seen).toEqual(['right'])
})
