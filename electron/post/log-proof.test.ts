import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { foldProof, type LogProofs, loggedProofs, noLogProofs } from './log-proof.ts'
import { parseStatus, passOf } from './status.ts'

const recordings = new URL('../../e2e/recordings/', import.meta.url)
const linesOf = (file: string): string[] => readFileSync(new URL(file, recordings), 'utf8').split('\n')
const folded = (lines: readonly string[], before: LogProofs = noLogProofs) => lines.reduce(foldProof, before)
const mebi = 1024 * 1024
/** Two files, 32 MiB and 16 MiB. */
const sizes = { totalBytes: 48 * mebi, fileBytes: 32 * mebi }

const statuses = linesOf('run-remote/operator-status.jsonl').flatMap((line) => {
  if (line === '') return []
  const { t, name, r } = JSON.parse(line) as { readonly t: string; readonly name: string; readonly r: readonly unknown[] }
  const status = parseStatus(String(r[2]))
  return status === null ? [] : [{ at: Date.parse(t), name, pass: passOf(status) }]
})

test.each(['diskA_post1', 'diskA_post2', 'diskB_post1', 'diskC_post1'])(
  'recorded: the log of %s tells each proof with as many passes as its operator address did',
  (name) => {
    const lines = linesOf(`run-remote/service-${name}.log`)
    const proofs = loggedProofs(folded(lines), sizes)
    // One was cut short by a kill: how it ended nobody said.
    expect(proofs.length).toBe(lines.filter((line) => line.includes('proof generation finished')).length)
    for (const { phase, began, ended, pass, nonces } of proofs) {
      expect(phase).toBe('done')
      const seen = statuses.filter((one) => one.name === name && one.at >= (began ?? 0) && one.at <= (ended ?? 0) + 1_000)
      const most = Math.max(...seen.map((one) => one.pass ?? 0))
      // It was asked each tenth of a second: a quick last pass may lie between two questions, and none is made up.
      expect([most, most + 1]).toContain(pass)
      expect(nonces?.end).toBeGreaterThan(nonces?.start ?? 0)
    }
    const founds = lines.flatMap((line) => /found proof for nonce: (\d+),/.exec(line)?.[1] ?? []).map(Number)
    expect(proofs.map(({ nonces }, at) => (founds[at] ?? -1) >= (nonces?.start ?? 0) && (founds[at] ?? 0) < (nonces?.end ?? 0))).toEqual(
      proofs.map(() => true),
    )
  },
)

test('recorded: files of a mebibyte are read in no time that a log could tell, so no speed is told', () => {
  for (const file of ['run-move/service-z1.log', 'run-ban/service-a1-at-B.log', 'run-remote/service-diskB_post1.log'])
    for (const { bytesPerSecond, began, ended } of loggedProofs(folded(linesOf(file)), sizes)) {
      expect(bytesPerSecond).toBeNull()
      expect((ended ?? 0) - (began ?? 0)).toBeGreaterThanOrEqual(1_000)
    }
  const [, second] = loggedProofs(folded(linesOf('run-move/service-a1.log')), sizes)
  expect(second?.challenge).toMatch(/^67071dd358b3/)
})

const at = (seconds: number): string => new Date(1_800_000_000_000 + seconds * 1_000).toISOString().replace('.000Z', 'Z')
const line = (seconds: number, text: string): string => `[${at(seconds)} INFO  post::prove] ${text}`
const began = line(0, `starting proof generation for challenge ${'AB'.repeat(32)}`)
const pass = (from: number, start: number): string[] => [
  line(from, `calculating proof of work for nonces ${start}..${start + 128}`),
  line(from + 60, 'finished k2pow in 1m 0s'),
  line(from + 60, 'started reading POST data'),
]
const file = (seconds: number, index: number): string => line(seconds, `Reading file: /mnt/post/postdata_${index}.bin`)
const big = { totalBytes: 10_000 * mebi, fileBytes: 1_000 * mebi }

test('bytes, speed and end of a pass by its files; over passes, all that those before read', () => {
  const first = [began, ...pass(1, 0), file(61, 0)]
  expect(loggedProofs(folded(first), big)).toEqual([
    {
      challenge: 'ab'.repeat(32),
      phase: 'reading',
      nonces: { start: 0, end: 128 },
      pass: 1,
      began: 1_800_000_000_000,
      ended: null,
      at: 1_800_000_061_000,
      positionBytes: null,
      readBytes: null,
      bytesPerSecond: null,
    },
  ])
  const whole = [
    ...first,
    ...Array.from({ length: 9 }, (_, index) => file(71 + index * 10, index + 1)),
    line(161, 'finished reading POST data in 1m 40s'),
  ]
  expect(loggedProofs(folded(whole), big)[0]).toMatchObject({ positionBytes: 9_000 * mebi, bytesPerSecond: 100 * mebi })
  const second = [...whole, ...pass(162, 128)]
  // Before its first file is through, the pass before it tells how fast it reads.
  expect(loggedProofs(folded(second), big)[0]).toMatchObject({
    pass: 2,
    positionBytes: null,
    readBytes: 10_000 * mebi,
    bytesPerSecond: 100 * mebi,
  })
  const slow = [...second, file(222, 0), file(242, 1)]
  expect(loggedProofs(folded(slow), big)[0]).toMatchObject({
    positionBytes: 1_000 * mebi,
    readBytes: 11_000 * mebi,
    bytesPerSecond: 50 * mebi,
  })
  const done = [
    ...slow,
    line(250, 'finished reading POST data in 0m 28s'),
    line(250, 'found proof for nonce: 130, pow: 1 with [] indices'),
    line(251, 'proof generation is finished'),
    line(251, 'proof generation finished'),
  ]
  expect(loggedProofs(folded(done), big)).toMatchObject([{ phase: 'done', ended: 1_800_000_251_000, readBytes: 11_000 * mebi }])
})

test('what a log does not tell stays unknown', () => {
  // A service that writes warnings only tells of no proof.
  expect(loggedProofs(folded([`[${at(0)} WARN  post::reader] invalid POS file size, expected: 1 vs actual: 2`]), big)).toEqual([])
  // In its midst.
  const [late] = loggedProofs(folded(pass(500, 256)), big)
  expect(late).toMatchObject({ challenge: null, began: null, pass: 3, phase: 'reading', positionBytes: null })
  // Whole seconds tell no speed of a short span; neither do unknown sizes.
  expect(loggedProofs(folded([began, ...pass(1, 0), file(61, 0), file(69, 1)]), big)[0]?.bytesPerSecond).toBeNull()
  const told = [began, ...pass(1, 0), file(61, 0), file(91, 3)]
  expect(loggedProofs(folded(told), { totalBytes: null, fileBytes: null })[0]).toMatchObject({
    positionBytes: null,
    readBytes: null,
    bytesPerSecond: null,
  })
  // Another process begins: how the one before it ended nobody said.
  expect(loggedProofs(folded([...told, line(200, 'POST network parameters: {}')]), big)).toEqual([])
  const failed = folded([...told, line(99, 'failed to generate proof: unexpected end of file'), line(99, 'proof generation failed: x')])
  expect(loggedProofs(failed, big)).toMatchObject([{ phase: 'failed', ended: 1_800_000_099_000 }])
})

test('a log of proofs without end leaves eight', () => {
  const many = Array.from({ length: 500 }, (_, index) => [
    began,
    ...pass(index * 100, 0),
    line(index * 100 + 90, 'proof generation is finished'),
  ])
  expect(loggedProofs(folded(many.flat()), big)).toHaveLength(8)
})

test('where a log was cut between two passes, no bytes are told that nobody read', () => {
  const lines = [began, ...pass(1, 0), file(100, 40), file(200, 41), file(300, 2), file(400, 3)]
  const [proof] = loggedProofs(folded(lines), { totalBytes: 50 * mebi, fileBytes: mebi })
  expect(proof).toMatchObject({ positionBytes: mebi, bytesPerSecond: mebi / 100 })
})
