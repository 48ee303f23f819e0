// From SIGKILL of a service to the row that says so, at a page: a few here, two hundred in the show (e2e/truth).
import { expect, test } from 'vitest'
import { killBar, measureKills } from '../truth/kills.ts'

test('a killed service is told within one look and a quarter of a second, whoever started it', async () => {
  const kills = await measureKills(6)
  expect(kills.map(({ of }) => of)).toEqual(['core', 'core', 'somebody', 'core', 'core', 'core'])
  expect(Math.max(...kills.map(({ ms }) => ms))).toBeLessThanOrEqual(killBar.pollMs + killBar.moreMs)
})
