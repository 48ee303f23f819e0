// Every reader of something from outside, under hostile input: `SMESHDESK_WIRE_CASES=100000` looks at so many for each.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { huge, weightOf } from './draws.ts'
import { fileParsers } from './file-parsers.ts'
import { messageParsers } from './message-parsers.ts'
import type { Parser } from './parser.ts'
import { textParsers } from './text-parsers.ts'

const numRuns = Number(process.env.SMESHDESK_WIRE_CASES ?? 300)
/** Ten megabytes where there is time for them. */
const letters = numRuns < 10_000 ? 1e6 : 1e7
/** Made once for all readers: they are read only, and heavy. */
const megabytes = huge(letters)
const parsers = [...textParsers, ...fileParsers, ...messageParsers]
/** Of this process alone, so that a busy machine does not count. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const mostMs = { small: 500, huge: 10_000 }

const looked: { name: string; cases: number; slowestMs: number; heaviest: number }[] = []

/** Reads once: what came of it, how long it took, whether it threw something that it may not. */
function once(parser: Parser, given: unknown): { weight: number; ms: number } {
  const began = cpuMs()
  let found: unknown
  try {
    found = parser.read(given as never)
  } catch (error) {
    if (!parser.declared(error)) throw error
    found = error instanceof Error ? error.message : null
  }
  return { ms: cpuMs() - began, weight: weightOf(found) }
}

describe.each(parsers)('$name', (parser) => {
  test('never throws, takes no time, and gives no more than it may', () => {
    const seen = { name: parser.name, cases: 0, slowestMs: 0, heaviest: 0 }
    looked.push(seen)
    fc.assert(
      fc.property(parser.given, (given) => {
        const { weight, ms } = once(parser, given)
        seen.cases += 1
        seen.slowestMs = Math.max(seen.slowestMs, ms)
        seen.heaviest = Math.max(seen.heaviest, weight)
        // Without `expect`, which would take longer than what it looks at.
        if (weight > parser.most(weightOf(given))) throw new Error(`it gives ${weight}`)
        if (ms >= mostMs.small) throw new Error(`it takes ${ms} ms`)
      }),
      { numRuns },
    )
  })

  test.each(megabytes)('megabytes of %s, or as much as it is handed', (_name, text) => {
    const given = parser.of(text.slice(0, parser.limit))
    const { weight, ms } = once(parser, given)
    expect(weight).toBeLessThanOrEqual(parser.most(weightOf(given)))
    expect(ms).toBeLessThan(mostMs.huge)
  })
})

afterAll(() => {
  const folder = fileURLToPath(new URL('../../test-results/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}hostile-wire.json`, JSON.stringify({ numRuns, parsers: looked }))
})
