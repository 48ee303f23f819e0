import { credentials } from '@grpc/grpc-js'
import { followEvents, openClients } from '../electron/nodes/index.ts'
import { systemClock } from '../electron/time/index.ts'
import { AdminServiceClient } from '../proto/generated/spacemesh/v1/admin.ts'
import { startFlood } from './fake/flood.ts'
import { type BenchFigure, quantile } from './figure.ts'

const events = 60_000
/** The stream goes on, so that no reader waits for a batch that never fills. */
const beyond = 5_000
const rounds = 5

/** Milliseconds in which a bare reader of the library has all events, decoded. */
const bareMs = (address: string): Promise<number> =>
  new Promise((resolve) => {
    const began = performance.now()
    const client = new AdminServiceClient(address, credentials.createInsecure())
    const stream = client.eventsStream({})
    let seen = 0
    stream.on('error', () => undefined)
    stream.on('data', () => {
      seen += 1
      if (seen < events) return
      resolve(performance.now() - began)
      stream.cancel()
      client.close()
    })
  })

/** Milliseconds in which our intake has delivered all events, read, checked and without repeats. */
const ourMs = (address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    const clients = openClients({ public: null, private: address, post: null })
    let seen = 0
    const following = followEvents({
      clients,
      clock: systemClock,
      onEvents: (delivered) => {
        seen += delivered.length
        if (seen < events) return
        resolve(performance.now() - began)
        following.stop()
        clients.close()
      },
      onState: () => undefined,
      failed: reject,
    })
  })

/** Our intake of a node's event stream against a bare reader of the same stream, in turn, so that both meet the same machine. */
export async function intakeRate(): Promise<readonly BenchFigure[]> {
  const flood = await startFlood({ events: events + beyond, identities: 100, perSecond: null })
  const ratios: number[] = []
  await ourMs(flood.address)
  const bare = [await bareMs(flood.address)]
  for (let round = 0; round < rounds; round += 1) {
    const ours = await ourMs(flood.address)
    const [before = Number.NaN, after] = [bare.at(-1), await bareMs(flood.address)]
    bare.push(after)
    ratios.push((before + after) / 2 / ours)
  }
  await flood.stop()
  const rate = Math.round((events / quantile(bare, 0.5)) * 1000)
  const baseline = `bare reader: ${rate.toLocaleString('en')} events/s`
  return [
    { name: 'event intake of a bare reader’s, median of 5', value: quantile(ratios, 0.5), unit: '×', bar: 0.8, want: 'at-least', baseline },
  ]
}
