import { expect, test } from 'vitest'
import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { Clock } from '../time/index.ts'
import type { NodeClients } from './clients.io.ts'
import type { NodeSighting } from './sightings.ts'
import { watchWitness } from './watch-witness.io.ts'

const id = 'a'.repeat(64) as SmesherId
const name = 'witness' as RigName

/** A witness of one network, of which another node says that it knows a ban; the clock turns by hand. */
const desk = (genesisId: string | null) => {
  const runs: (() => void)[] = []
  const heard: NodeSighting[] = []
  const asked: string[] = []
  const clock: Clock = {
    now: () => 5,
    chance: () => 1,
    after: (_ms, run) => {
      runs.push(run)
      return () => undefined
    },
  }
  const clients = {
    network: async () => {
      asked.push('network')
      return genesisId === null ? { kind: 'silent', detail: '' } : { kind: 'answer', value: { genesisId } }
    },
    banList: async () => {
      asked.push('bans')
      return { kind: 'answer', value: [{ id, kind: 'double-atx' }] }
    },
    close: () => void asked.push('closed'),
  } as unknown as NodeClients
  const addresses: unknown[] = []
  const watch = watchWitness(
    { name, address: 'node.example:9092' },
    {
      clock,
      emit: (sighting) => void heard.push(sighting),
      barrier: () => ({ failed: () => undefined }),
      open: (given) => {
        addresses.push(given)
        return clients
      },
      ids: () => [id],
      networks: () => new Set(['9e']),
    },
  )
  const turn = async () => {
    for (const run of runs.splice(0)) run()
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return { watch, heard, asked, addresses, turn }
}

test('a witness is asked for bans by its public listener, and for nothing else', async () => {
  const { watch, heard, asked, addresses, turn } = desk('9e')
  await turn()
  expect(addresses).toEqual([{ public: 'node.example:9092', private: null, post: null }])
  expect(heard).toEqual([
    { source: 'bans', node: name, at: 5, answers: [{ node: name, at: 5, asked: [id], proofs: [{ id, kind: 'double-atx' }], why: '' }] },
  ])
  watch.stop()
  expect(asked).toEqual(['network', 'bans', 'closed'])
})

test('one of another network, and one that is silent, say nothing of these identities', async () => {
  for (const genesisId of ['ff', null]) {
    const { heard, asked, turn, watch } = desk(genesisId)
    await turn()
    expect([heard, asked.includes('bans')]).toEqual([[], false])
    watch.stop()
  }
})
