import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { goJsonError } from '../node/config/go-json.ts'
import { answerPoet, type Poet } from './poet-answers.ts'
import { PoetBook } from './poet-book.ts'
import { openRound, roundBegins, roundEnds } from './rounds.ts'

const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-poet-'))
afterAll(() => rmSync(folder, { recursive: true }))

const clock = { genesisMs: 0, epochMs: 120_000, phaseShiftMs: 60_000, cycleGapMs: 50_000 }
let now = 10_000
const poet: Poet = { clock, book: new PoetBook(folder), certifier: { url: '', pubkey: '' }, now: () => now }
const ask = (method: string, path: string, body: unknown = {}) => answerPoet(poet, { method, path, body })

interface Recorded {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly body: string | null
  readonly http: string
}
const recordings: readonly Recorded[] = JSON.parse(
  readFileSync(new URL('../../../e2e/recordings/poet/http-0.10.8.json', import.meta.url), 'utf8'),
)
/** Keys and challenges differ from PoET to PoET. */
const withoutKeys = (text: string) => text.replace(/"[A-Za-z0-9+/]{43}="/g, '"KEY"').replace(/:"\d+s"/g, ':"DURATION"')

describe('the HTTP answers', () => {
  const refusals = recordings.filter(({ id }) => !/^proof round|^metrics|later|during|after/.test(id) && recordings.length > 0)

  it.each(refusals.slice(0, 12))('$id', ({ method, path, body, http }) => {
    const [head = '', text = ''] = http.split('\n\n')
    const error = body === null || body === '' ? null : goJsonError(body)
    const answer = ask(method, path, error ? new Error(error) : JSON.parse(body || '{}'))
    expect(answer.status).toBe(Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1]))
    expect(withoutKeys(answer.body)).toBe(withoutKeys(text))
  })

  it('take a signed registration and give its round’s proof when the round has ended', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const challenge = Buffer.alloc(32, 1)
    const pubkey = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')
    const registration = {
      challenge: challenge.toString('base64'),
      pubkey,
      signature: sign(null, challenge, privateKey).toString('base64'),
      powParams: { challenge: poet.book.powChallenge, difficulty: 0 },
    }
    expect(ask('POST', '/v1/submit', registration)).toEqual({ status: 200, body: '{"roundId":"0", "roundEnd":"120s"}' })
    expect(ask('GET', '/v1/proofs/0').status).toBe(404)
    now = roundEnds(clock, 0)
    expect(ask('GET', '/v1/proofs/0').body).toContain(`"members":["${challenge.toString('base64')}"]`)
    expect(new PoetBook(folder).publicKey).toBe(poet.book.publicKey)
  })
})

describe('rounds', () => {
  it('open one after the other', () => {
    expect(openRound(clock, -1000)).toBe(0)
    expect(openRound(clock, 59_999)).toBe(0)
    expect(openRound(clock, 60_000)).toBe(1)
    expect(roundBegins(clock, 0)).toBe(60_000)
    expect(roundEnds(clock, 0)).toBe(130_000)
  })
})
