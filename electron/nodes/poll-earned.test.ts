import { expect, test } from 'vitest'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { Answer } from '../net/index.ts'
import { manualClock } from '../time/testing/manual-clock.ts'
import { pollEarned } from './poll-earned.io.ts'
import type { NodeSighting, ToldFacts } from './sightings.ts'

const id = '0a'.repeat(32) as SmesherId
const network = { genesisId: 'ff', genesisAt: 0, layerMs: 1_000, layersPerEpoch: 10, hrp: 'x' }
const none: Answer<never> = { kind: 'refused', code: 'unimplemented', detail: '' }
const empty: Answer<[]> = { kind: 'answer', value: [] }

async function poll(told: ToldFacts, answer: Answer<[]> = empty, next: SmesherId | null = id) {
  const asked: string[] = []
  const emitted: NodeSighting[] = []
  const say = (what: string) => {
    asked.push(what)
    return Promise.resolve(answer)
  }
  const pause = await pollEarned({
    node: 'home' as RigName,
    clients: { atxs: (_ids, { from, to }) => say(`atxs ${from}-${to}`), rewards: () => say('rewards') },
    clock: manualClock(2_005_000).clock,
    next: () => next,
    told,
    emit: (sighting) => emitted.push(sighting),
  })
  return { asked, emitted, pause }
}

test('one identity a second, with the ATXs of a hundred epochs; nobody due is a longer pause', async () => {
  const told = { network, version: 'v1.7.6' }
  expect(await poll(told)).toMatchObject({
    asked: ['atxs 101-200', 'rewards'],
    pause: 1_000,
    emitted: [{ source: 'earned', id, at: 2_005_000 }],
  })
  expect(await poll(told, empty, null)).toMatchObject({ asked: [], pause: 5_000, emitted: [] })
})

test('older nodes are not asked; a node without the services is asked again after a minute', async () => {
  for (const told of [
    { network, version: 'v1.6.0' },
    { network, version: null },
    { network: null, version: 'v1.7.6' },
  ])
    expect(await poll(told)).toMatchObject({ asked: [], pause: 5_000 })
  expect(await poll({ network, version: 'v9.0.0' }, none)).toMatchObject({ pause: 60_000, emitted: [{ rewards: none }] })
})
