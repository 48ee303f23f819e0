import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LogFolder } from './log-line.ts'
import { logMeaning, withMeanings } from './log-meaning.ts'

const service = (...texts: string[]): string | null =>
  logMeaning('service', new LogFolder().add(texts.map((text) => `[2026-11-21T09:47:55Z ${text}`)))
const node = (...texts: string[]): string | null =>
  logMeaning('node', new LogFolder().add(texts.map((text) => `2026-11-21T10:12:48.000Z\t${text}`)))

test.each<[string[], string | null]>([
  [['INFO  post_service::client] obtained metadata: x', 'INFO  post_service::client] proof is valid'], 'verified'],
  [['INFO  post::prove] started reading POST data', 'ERROR post_service::client] failed to generate proof: gone'], 'failed'],
  [['INFO  post::prove] started reading POST data', 'ERROR post_service] the moon'], ''],
  [
    ['INFO  post::prove] started reading POST data', 'WARN  post::reader] invalid POS file size postdata_1.bin, expected: 1 vs actual: 2'],
    'data-defective',
  ],
  [['WARN  post::reader] invalid POS file size x', 'INFO  post::prove] calculating proof of work for nonces 0..16'], 'k2pow'],
  [['INFO  post::reader] Reading file: postdata_0.bin'], null],
  [[], null],
])('service %j: %j', (lines, meaning) => expect(service(...lines)).toBe(meaning))

test.each<[string[], string | null]>([
  [['INFO\tnode\tapp started\t{}', 'INFO\tnode.proposalBuilder\tproposal created\t{"x": 1}'], 'started'],
  [['INFO\tnode\tapp started', 'ERROR\tnode.atxBuilder\tfailed to publish atx\t{"e": "x"}'], ''],
  [['ERROR\tnode.x\ty', 'INFO\tnode.atxBuilder\tatx published\t{"atx_id": "a"}'], 'atx-published'],
  [['INFO\tnode.hare\tround\t{}'], null],
])('node %j: %j', (lines, meaning) => expect(node(...lines)).toBe(meaning))

test('in JSON too, and the newest line of a recorded log decides', () => {
  const json = '{"L":"INFO","T":"2026-11-21T10:12:48Z","N":"node.postService","M":"post service registered","node_id":"ab"}'
  expect(logMeaning('node', new LogFolder().add([json]))).toBe('service-registered')
  const lines = readFileSync(new URL('../../e2e/recordings/run-remote/service-diskA_post1.log', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const valid = lines.findLastIndex((line) => line.includes('proof is valid'))
  expect(logMeaning('service', new LogFolder().add(lines.slice(0, valid + 1)))).toBe('verified')
})

test('one line by itself: a step, or what the system did not allow; nothing is said of what no list knows', () => {
  const lines = new LogFolder().add(
    [
      'INFO  post::prove] started reading POST data',
      'ERROR post_service] os error 28: No space left on device',
      'ERROR post_service] the moon',
    ].map((text) => `[2026-11-21T09:47:55Z ${text}`),
  )
  expect(withMeanings('service', lines).map(({ means }) => means)).toEqual(['reading', 'disk-full', undefined])
  const calm = new LogFolder().add(['[2026-11-21T09:47:55Z INFO  x] no space left on device is not so'])
  expect(withMeanings('service', calm)).toEqual(calm)
})
