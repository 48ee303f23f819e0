import { expect, test } from 'vitest'
import { strikeHistory } from '../history/struck-history.ts'

test('killed at random moments while events flow, the app remembers each once, and when nobody looked', { timeout: 300_000 }, async () => {
  const report = await strikeHistory({ kills: 3, seed: 4, say: () => undefined })
  expect(report).toMatchObject({ kills: 3, twice: [], lost: [], madeUp: [], uncovered: [], setAside: 0, sound: 'ok', holds: true })
})
