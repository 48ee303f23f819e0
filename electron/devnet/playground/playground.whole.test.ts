import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextGap, nextRegistration, playgroundLayout } from '../rig/playground-layout.ts'
import { networkAt } from '../shared/network-clock.ts'
import { marker } from '../shared/simulated-folder.ts'
import { breakNames, targets } from './breaks.ts'
import { shortBefore, withBroken, withEnd, withMended, withSpeed } from './change.ts'
import { newPlayground, openPlayground, savePlayground } from './state.ts'

const layout = playgroundLayout(0)
const minute = 60_000
let folder = ''

function makeFolders(): void {
  writeFileSync(join(folder, marker), '')
  for (const { name } of layout.nodes) {
    mkdirSync(join(folder, name, 'identities'), { recursive: true })
    writeFileSync(join(folder, name, marker), '')
  }
  for (const { name, node } of layout.identities) {
    mkdirSync(join(folder, 'post', name), { recursive: true })
    writeFileSync(join(folder, 'post', name, marker), '')
    writeFileSync(join(folder, 'post', name, 'postdata_0.bin'), 'x'.repeat(100))
    writeFileSync(join(folder, node, 'identities', `${name}.key`), 'a'.repeat(128))
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'playground-'))
  makeFolders()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the playground’s rig', () => {
  it('has the ten identities of the guide on their five disks', () => {
    expect(layout.identities.map(({ name, units }) => `${name} ${units}`)).toEqual([
      'diskA_post1 4',
      'diskA_post2 27',
      'diskB_post1 31',
      'diskB_post2 10',
      'diskB_post3 7',
      'diskC_post1 12',
      'diskC_post2 11',
      'diskC_post3 13',
      'diskD_post1 17',
      'diskE_post1 12',
    ])
    expect([layout.layerMs, layout.layersPerEpoch, layout.phaseShiftMs, layout.cycleGapMs, layout.gracePeriodMs]).toEqual([
      minute,
      15,
      10 * minute,
      7 * minute,
      minute,
    ])
    expect(new Set(layout.identities.map(({ operatorPort }) => operatorPort)).size).toBe(10)
  })

  it('opens its first gap in the second epoch, and one in each after it', () => {
    expect(nextGap(layout, 0)).toBe(18 * minute)
    expect(nextGap(layout, 18 * minute + 1)).toBe(33 * minute)
    expect([nextRegistration(layout, 0), nextRegistration(layout, 9 * minute + 1)]).toEqual([9 * minute, 24 * minute])
  })

  it('is brought to within two minutes of that gap, and never back', () => {
    const at = Date.now()
    const start = withSpeed(shortBefore(newPlayground(folder, at, 0), at, { moment: 'gap', leadMs: 75_000 }), at, 1)
    const opens = at + nextGap(layout, 0)
    const toTheMillisecond = (moment: number, wanted: number) => expect(Math.abs(moment - wanted)).toBeLessThanOrEqual(1)
    toTheMillisecond(networkAt(start.now.clock, at + 75_000), opens)
    toTheMillisecond(networkAt(start.now.clock, at), opens - 75_000)
    const inGap = at + 80_000
    toTheMillisecond(networkAt(shortBefore(start, inGap, { moment: 'registration', leadMs: 1_000_000 }).now.clock, inGap), opens + 5_000)
  })
})

it('flies no further than so old, however late somebody comes to slow it down', () => {
  const at = Date.now()
  const flying = withEnd(withSpeed(newPlayground(folder, at, 0), at, 40), 7 * minute)
  savePlayground(flying)
  expect(networkAt(openPlayground(folder).now.clock, at + 60 * minute)).toBe(at + 7 * minute)
  expect(networkAt(withSpeed(flying, at + 60 * minute, 1).now.clock, at + 61 * minute)).toBe(at + 8 * minute)
})

describe('what is broken in a playground', () => {
  it.each(breakNames)('%s leaves the folder as it was when it is mended', (name) => {
    const files = () => layout.identities.map((one) => [statSync(join(folder, 'post', one.name, 'postdata_0.bin')).size, one.name])
    const keys = () => layout.identities.map(({ name: key, node }) => readFileSync(join(folder, node, 'identities', `${key}.key`), 'utf8'))
    const before = [files(), keys()]
    const whole = newPlayground(folder, 0, 0)
    const broken = withBroken(whole, 7, name)
    savePlayground(broken)
    expect(openPlayground(folder).book.broken[name]?.since).toBe(7)
    expect(withBroken(broken, 9, name)).toBe(broken)
    expect(withMended(openPlayground(folder), name)).toEqual(whole)
    expect([files(), keys()]).toEqual(before)
  })

  it('is what it says', () => {
    const whole = newPlayground(folder, 0, 0)
    withBroken(whole, 0, 'cut-data')
    expect(statSync(join(folder, 'post', targets['cut-data'], 'postdata_0.bin')).size).toBe(50)
    withBroken(whole, 0, 'break-key')
    expect(readFileSync(join(folder, 'home', 'identities', `${targets['break-key']}.key`), 'utf8')).not.toMatch(/^a{128}$/)
    withBroken(whole, 0, 'copy-key')
    expect(readFileSync(join(folder, 'home', 'identities', `${targets['copy-key']}.key`), 'utf8')).toMatch(/^a{128}$/)
    expect(withBroken(whole, 0, 'cut-poet').now.poetCut).toBe(true)
    expect(withBroken(whole, 0, 'late-proof').now.slow).toEqual([targets['late-proof']])
  })

  it('is refused where devnet made nothing, and where the key is not in one place', () => {
    rmSync(join(folder, 'attic', marker))
    expect(() => withBroken(newPlayground(folder, 0, 0), 0, 'copy-key')).toThrow(/not made by a simulation/)
    writeFileSync(join(folder, 'attic', marker), '')
    rmSync(join(folder, 'attic', 'identities', `${targets['copy-key']}.key`))
    expect(() => withBroken(newPlayground(folder, 0, 0), 0, 'copy-key')).toThrow(/in 0 nodes/)
  })
})
