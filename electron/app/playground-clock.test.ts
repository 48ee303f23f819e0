import { expect, test } from 'vitest'
import { Instant, RigName } from '../contract/model/basics.ts'
import { timingAtPace } from '../nodes/index.ts'
import { parseReport, simulationOf, standingAt } from './playground-clock.ts'

const report = (rate: number) =>
  parseReport(JSON.stringify({ rate, since: 1000.4, sinceGenesisMs: 5, breaks: [{ what: 'cut-poet', target: 'network', since: null }] }))

test('what the playground prints becomes what the page is told', () => {
  expect(simulationOf(report(4))).toEqual({ speed: 4, pausedAt: null, breaks: [{ what: 'cut-poet', target: 'network', since: null }] })
  expect(simulationOf(report(0))).toMatchObject({ speed: 0, pausedAt: 1000 })
  expect([simulationOf(report(1)).speed, simulationOf(report(60)).speed]).toEqual([1, 4])
  expect(() => parseReport('{"rate":1}')).toThrow()
})

test('a clock heard after the pause is shown as it was at the pause', () => {
  const clock = {
    key: 'home',
    node: RigName.parse('home'),
    nodes: [RigName.parse('home')],
    genesisAt: Instant.parse(70_000),
    layerMs: 60_000,
    layersPerEpoch: 15,
    phaseShiftMs: 1,
    cycleGapMs: 1,
    gracePeriodMs: 1,
    source: 'node-config' as const,
    comparedAt: Instant.parse(130_000),
  }
  const shown = standingAt(clock, Instant.parse(100_000))
  expect(100_000 - shown.genesisAt).toBe(clock.comparedAt - clock.genesisAt)
  expect(standingAt(clock, Instant.parse(200_000))).toEqual(clock)
})

test('a simulated network takes shift, gap and grace along when it runs faster; a real one is believed as configured', () => {
  const config = { timing: { phaseShiftMs: 600_000, cycleGapMs: 420_000, gracePeriodMs: 60_000 }, layerMs: 60_000 }
  const faster = { phaseShiftMs: 150_000, cycleGapMs: 105_000, gracePeriodMs: 15_000 }
  expect(timingAtPace(config, { layerMs: 15_000, simulated: true })).toEqual(faster)
  expect(timingAtPace(config, { layerMs: 15_000, simulated: false })).toEqual(config.timing)
  expect(timingAtPace(null, { layerMs: 15_000, simulated: true })).toBeNull()
})
