import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Instant, RigName } from '../contract/model/basics.ts'
import { guideNetwork } from '../contract/model/guide-network.ts'
import { networkPorts } from '../contract/model/network.ts'
import { faultLog } from '../faults/index.ts'
import type { NetworkDesign } from './design.ts'
import { createNetworks } from './networks.io.ts'
import { FakeWorld } from './testing/fake-world.io.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const own = RigName.parse('own')
/** Waits are over at once. */
const clock = {
  now: Date.now,
  after: (_ms: number, run: () => void) => {
    const turn = setImmediate(run)
    return () => clearImmediate(turn)
  },
  chance: () => 0,
}

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'networks-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  const design = {
    ...guideNetwork,
    name: own,
    parent: folder,
    node: '/bin/node',
    service: '/bin/service',
    postcli: '/bin/postcli',
    genesisAt: Instant.parse(Date.now() + 600_000),
    units: [4, 2],
    ports: networkPorts,
    operators: [10_051, 10_052],
  }
  const fake = new FakeWorld()
  const open = async () => {
    const faults = faultLog(() => undefined)
    const networks = createNetworks({ folder: join(folder, 'profile'), world: fake.world, clock, faults, mayAct: () => true })
    await networks.open()
    endings.push(() => networks.close())
    const row = () => networks.rows()[0]
    const settled = () =>
      new Promise<ReturnType<typeof row>>((resolve) => {
        const look = () => row()?.state !== 'making' && resolve(row())
        networks.onChange(look)
        look()
      })
    return { networks, row, settled }
  }
  return { folder, design: design as unknown as NetworkDesign, fake, open }
}
const keysIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.key'))

/** Every key in one place, the node's own out of the way, the PoET's key in the config. */
function expectMade(folder: string): void {
  expect(keysIn(join(folder, 'own/node/identities'))).toEqual(['own-1.key', 'own-2.key'])
  expect(keysIn(join(folder, 'own/unused'))).toContain('local.key')
  for (const name of ['own-1', 'own-2']) expect(keysIn(join(folder, 'own/post', name))).toEqual([])
  expect(readFileSync(join(folder, 'own/config.json'), 'utf8')).toContain('kkkk')
}

test('a network is made from nothing', async () => {
  const { folder, design, fake, open } = place()
  const { networks, settled } = await open()
  await networks.make(design)
  expect(await settled()).toMatchObject({ state: 'made', problem: null })
  expectMade(folder)
  expect([...fake.up].sort()).toEqual(['own', 'own-1', 'own-2'])
  expect(fake.acts.filter((act) => act === 'start own')).toHaveLength(2)
})

test('ended before any of its acts: nothing goes on by itself, and a person’s word brings it to the same end', async () => {
  const { fake: whole, design: wholeDesign, open: openWhole } = place()
  const first = await openWhole()
  await first.networks.make(wholeDesign)
  await first.settled()
  for (let die = 0; die < whole.acts.length; die++) {
    const { folder, design, fake, open } = place()
    fake.die = die
    const before = await open()
    await before.networks.make(design)
    expect(await before.settled()).toMatchObject({ state: 'rests' })
    fake.powerCut()
    const { networks, row, settled } = await open()
    expect(row()).toMatchObject({ state: 'rests', problem: { key: 'opened-again' } })
    networks.goOn(own)
    expect(await settled()).toMatchObject({ state: 'made' })
    expectMade(folder)
  }
})

test('a new key that was seen elsewhere stays where it was made, and nothing is started with it', async () => {
  const { folder, design, fake, open } = place()
  fake.elsewhere = { kind: 'somewhere', detail: '/x/a.key' }
  const { networks, settled } = await open()
  await networks.make(design)
  expect(await settled()).toMatchObject({ state: 'rests', step: 'keys', problem: { key: 'key-elsewhere', detail: '/x/a.key' } })
  expect(keysIn(join(folder, 'own/post/own-1'))).toEqual(['identity.key'])
  expect(keysIn(join(folder, 'own/node/identities'))).toEqual([])
  expect(fake.up.size).toBe(0)
  fake.elsewhere = { kind: 'nowhere' }
  networks.goOn(own)
  expect(await settled()).toMatchObject({ state: 'made' })
})

test('postcli that did nothing and said that all is well is not believed', async () => {
  const { design, fake, open } = place()
  fake.postcliFails = true
  const { networks, settled } = await open()
  await networks.make(design)
  expect(await settled()).toMatchObject({ state: 'rests', step: 'data', problem: { key: 'data-failed' } })
})

test('nothing of somebody else is written over', async () => {
  const { folder, design, open } = place()
  mkdirSync(join(folder, 'own'))
  writeFileSync(join(folder, 'own/config.json'), 'theirs')
  const { networks, settled } = await open()
  await networks.make(design)
  expect(await settled()).toMatchObject({ state: 'rests', problem: { key: 'file-differs' } })
  expect(readFileSync(join(folder, 'own/config.json'), 'utf8')).toBe('theirs')
})

test('a kept file that is damaged, or something else in its place, is passed over', async () => {
  const { folder, open } = place()
  const profile = join(folder, 'profile')
  mkdirSync(join(profile, 'a.json'), { recursive: true })
  writeFileSync(join(profile, 'b.json'), '{')
  writeFileSync(join(profile, 'c.json'), 'x'.repeat(100_000))
  expect((await open()).networks.rows()).toEqual([])
})

test('forgotten, its row goes and its files stay', async () => {
  const { folder, design, open } = place()
  const { networks, settled } = await open()
  await networks.make(design)
  await settled()
  await networks.forget(own)
  expect(networks.rows()).toEqual([])
  expectMade(folder)
})
