import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import type { RigName } from '../contract/model/basics.ts'
import type { KeyReader } from '../identities/index.ts'
import { manualClock } from '../time/testing/manual-clock.ts'
import { watchKeys } from './keys-watch.io.ts'
import type { Sighting } from './sightings.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** Watches a node with these arguments; its PoET counts how often it was asked. */
async function watching(args: (poet: string) => string[]) {
  const told: Sighting[] = []
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"phaseShift":"600s","cycleGap":"420s"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const time = manualClock(1_000_000)
  const looked = { configs: 0, heard: () => {} }
  const poets = JSON.stringify([{ address: `http://127.0.0.1:${(server.address() as { port: number }).port}` }])
  const node = { name: 'home' as RigName, program: '/bin/node', dataFolder: null, arguments: args(poets), folder: '/nowhere' }
  const watch = watchKeys(node, {
    clock: time.clock,
    emit: (sighting) => {
      told.push(sighting)
      looked.heard()
    },
    reader: {} as KeyReader,
    onConfig: () => {
      looked.configs += 1
      looked.heard()
    },
    barrier: () => ({ failed: (error) => expect(error).toBeNull() }),
  })
  stops.push(watch.stop, () => server.close())
  const until = async (isSo: () => boolean) => {
    while (!isSo())
      await new Promise<void>((resolve) => {
        looked.heard = resolve
      })
  }
  return { time, told, looked, until, asked: () => asked }
}

test('a PoET is asked where the configuration can’t be read, and not again for five minutes', async () => {
  const { time, told, looked, until, asked } = await watching((poets) => ['--config', 'gone.json', '--poet-servers', poets])
  await until(() => told.length === 1)
  expect(told).toEqual([
    { source: 'poet', node: 'home', at: 1_000_000, timing: { phaseShiftMs: 600_000, cycleGapMs: 420_000, gracePeriodMs: null } },
  ])
  await time.advance(0)
  await time.advance(60_000)
  await until(() => looked.configs === 2)
  expect(asked()).toBe(1)
})

test('nobody is asked for what the configuration says', async () => {
  const { until, looked, asked, time } = await watching((poets) => ['--poet-servers', poets])
  await until(() => looked.configs === 1)
  await time.advance(0)
  await time.advance(60_000)
  await until(() => looked.configs === 2)
  expect(asked()).toBe(0)
})
