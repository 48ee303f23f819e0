import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { foldLogLife, newLogLife } from './log-life.ts'

const cases = JSON.parse(readFileSync(new URL('../../e2e/recordings/cases/go-spacemesh-1.7.6.json', import.meta.url), 'utf8')) as {
  cases: { id: string; stdout: string; meaning: string; still_running_then_signalled?: object }[]
}
const lifeOf = (id: string) => foldLogLife(newLogLife, (cases.cases.find((one) => one.id === id)?.stdout ?? '').split('\n'))

test.each([
  ['coinbase-garbage', /parse CoinbaseAccount/],
  ['coinbase-wrong-hrp', /wrong network id/],
  ['smeshing-start-two', /smeshing enabled in remote setup/],
  ['post-port-taken', /address already in use/],
  ['bad-listener', /missing port/],
])('the recorded late refusal %s is read from the log while the node still hangs', (id, why) => {
  expect(cases.cases.find((one) => one.id === id)?.still_running_then_signalled).toBeDefined()
  expect(lifeOf(id).refused).toMatch(why)
})

test('a start names the keys that its builder registers, each once; the next start begins anew', () => {
  const lines = readFileSync(new URL('../../e2e/recordings/run-remote/node.log', import.meta.url), 'utf8').split('\n')
  const life = foldLogLife(newLogLife, lines)
  expect(life.refused).toBeNull()
  expect(life.registered.length).toBeGreaterThan(0)
  expect(foldLogLife(life, ['nothing of it'])).toBe(life)
  const start = lines.find((line) => line.includes('App version')) ?? ''
  expect(life.step).toBeNull()
  expect(foldLogLife(life, [start])).toEqual({ ...newLogLife, step: 'starting' })
  const upTo = (said: string) => foldLogLife(newLogLife, lines.slice(0, lines.findIndex((line) => line.includes(said)) + 1)).step
  expect([upTo('Loaded existing identity'), upTo('created poet client'), upTo('app started')]).toEqual(['key-loaded', 'asking-poet', null])
})
