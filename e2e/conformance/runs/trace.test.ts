import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isCourses, type Watched } from './courses.ts'
import { eventFacts } from './event-facts.ts'
import { collapse, type Facts, type RegisterCall, type SeenEvent } from './record.ts'
import { recordedMove, recordedRemote } from './recorded.ts'
import { endOf } from './recorded-files.ts'
import { rowFacts } from './row-facts.ts'
import { stateFacts, statusFacts } from './status-facts.ts'
import { excusedEpochs } from './trace.ts'
import { wireFacts } from './wire-facts.ts'

const RECORDINGS = fileURLToPath(new URL('../../recordings', import.meta.url))
const names = new Map([['aa', 'one']])
const watched: Watched = { times: { genesisMs: 0, epochMs: 100 }, endedAt: 9, excusesLate: false, unfit: new Set() }
const event = (kind: string, more: Partial<SeenEvent> = {}): SeenEvent => ({
  kind,
  fields: ['b', 'a'],
  failure: false,
  smesher: 'aa',
  publish: null,
  atMs: null,
  ...more,
})
/** Texts of a fact that is told by epochs. */
const textsOf = (fact: unknown): unknown => (isCourses(fact) ? fact.courses.map(({ steps }) => steps.map(({ text }) => text)) : fact)
const texts = (facts: Facts): Facts => Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, textsOf(fact)]))

describe('a trace', () => {
  it('keeps order and drops repetition', () => {
    expect(collapse(['a', 'a', 'b', 'a'])).toEqual(['a', 'b', 'a'])
  })

  it('orders events per identity and publish epoch, and only names the forms of those that come by chance', () => {
    const events = [
      event('postStart'),
      event('proposal'),
      event('proposal'),
      event('postComplete', { failure: true }),
      event('poetWaitRound', { publish: 1 }),
      event('registeredInPoet'),
      event('poetWaitProof', { publish: 1 }),
      event('poetWaitRound', { publish: 2 }),
      event('proofDownloaded', { smesher: null }),
    ]
    expect(texts(eventFacts(events, names, watched))).toEqual({
      'events of one': [
        ['postStart(a b)', 'postComplete(a b) failed'],
        ['poetWaitRound(a b)', 'registeredInPoet(a b)', 'poetWaitProof(a b)'],
        ['poetWaitRound(a b)'],
      ],
      'events of the node': ['proofDownloaded(a b)'],
      'form of proposal': ['proposal(a b)'],
    })
  })

  it('begins a new course after a publication, even where nothing had to be waited for', () => {
    const events = [
      event('poetWaitRound', { publish: 2 }),
      event('atxPublished', { publish: 2 }),
      event('registeredInPoet'),
      event('poetWaitProof', { publish: 3 }),
    ]
    expect(texts(eventFacts(events, names, watched))['events of one']).toEqual([
      ['poetWaitRound(a b)', 'atxPublished(a b)'],
      ['registeredInPoet(a b)', 'poetWaitProof(a b)'],
    ])
  })

  it('reads states and bodies of the status service', () => {
    expect(stateFacts([{ 'x.key': 'IDLE' }, { 'x.key': 'IDLE', 'y.key': 'PROVING' }, { 'x.key': 'PROVING' }])).toEqual({
      'states of x.key': ['IDLE', 'PROVING'],
      'states of y.key': ['PROVING'],
    })
    const bodies = [null, '"Idle"', '{"Proving":{"nonces":{"start":0,"end":16},"position":0}}', '"DoneProving"', '"Idle"']
    expect(statusFacts(bodies.map((body) => ({ service: 's', body })))).toEqual({
      'status of s': ['off', 'proving', 'idle'],
      'forms of /status': ['"DoneProving"', '"Idle"', '{"Proving":{"nonces":{"start":N,"end":N},"position":N}}'],
    })
  })

  it('takes proofs in a row as one, however many there were, but never across a start of the node', () => {
    const idle = { 'x.key': 'IDLE' }
    const proving = { 'x.key': 'PROVING' }
    const states = (samples: Parameters<typeof stateFacts>[0]) => stateFacts(samples)['states of x.key']
    expect(states([proving, idle, proving, idle, proving, idle])).toEqual(['PROVING', 'IDLE'])
    expect(states([null, proving, idle, null, idle, proving, idle])).toEqual(['PROVING', 'IDLE', 'restart', 'PROVING', 'IDLE'])
    expect(states([proving, null, idle, proving, idle])).toEqual(states([proving, idle, null, proving, idle]))
    expect(states([proving, idle, proving])).toEqual(['PROVING', 'IDLE', 'PROVING'])
    const status = (...bodies: (string | null)[]) => statusFacts(bodies.map((body) => ({ service: 's', body })))['status of s']
    expect(status(null, '"Idle"', '{"Proving":1}', '"Idle"', '{"Proving":2}', '"Idle"')).toEqual(['off', 'proving', 'idle'])
    expect(status(null, '{"Proving":1}', null, '{"Proving":1}', '"Idle"')).toEqual(['off', 'proving', 'off', 'proving', 'idle'])
  })

  it('names what became of the row of each epoch', () => {
    const row = { id: 'aa', epoch: 2, post_nonce: null, poet_proof_ref: null }
    const looks = [[], [row], [{ ...row, poet_proof_ref: 'ff' }], [], [{ ...row, epoch: 3 }], [{ ...row, epoch: 4 }]]
    const facts = rowFacts(
      looks.map((rows) => ({ table: 'challenge', rows, atMs: null })),
      names,
      watched,
    )
    expect(texts(facts)['rows in challenge of one']).toEqual([['row', 'row with PoET proof', 'gone'], ['row', 'gone'], ['row']])
    const kept = [[], [{ id: 'aa', num_units: 4 }]].map((rows) => ({ table: 'post', rows, atMs: null }))
    expect(rowFacts(kept, names, watched)['rows in post of one']).toEqual(['units 4'])
  })

  it('lets neither the number of polls nor that of proofs count, and forgives zeroes that the wire leaves out', () => {
    const register = [
      { fromNode: true, message: { metadata: {} } },
      { fromNode: false, message: { metadata: { meta: { nodeId: 'aa', nonce: '1' } } } },
    ]
    const poll = [
      { fromNode: true, message: { genProof: { challenge: 'x' } } },
      { fromNode: false, message: { genProof: { status: 'OK' } } },
    ]
    const proof = [
      { fromNode: true, message: { genProof: { challenge: 'x' } } },
      { fromNode: false, message: { genProof: { status: 'OK', metadata: { challenge: 'x' } } } },
    ]
    const facts = (...messages: RegisterCall['messages'][number][]) =>
      wireFacts([{ messages: [...register, ...messages], end: 'node gone' }], names)
    const steps = (...messages: RegisterCall['messages'][number][]) => facts(...messages)['calls of one']
    expect(facts(...poll, ...poll, ...poll)).toEqual(facts(...poll))
    expect(steps(...poll, ...proof, ...poll, ...poll, ...proof)).toEqual(steps(...poll, ...proof))
    expect(steps(...proof, ...poll)).not.toEqual(steps(...proof))
    expect(steps(...proof, ...register)).not.toEqual(steps(...proof))
    expect(facts(...poll)).toEqual({
      'calls of one': [
        ['node: metadata', 'service: metadata.meta.nodeId', 'node: genProof.challenge', 'service: genProof.status', 'node gone'],
      ],
      'messages of one': ['node: genProof.challenge', 'node: metadata', 'service: genProof.status', 'service: metadata.meta.nodeId'],
    })
  })

  it('tells who ended a call', () => {
    expect(endOf(null, false)).toBe('service gone')
    expect(endOf({ code: 14, details: 'Connection dropped' }, false)).toBe('node gone')
    expect(endOf({ code: 2, details: 'post service already registered' }, true)).toBe('status 2: post service already registered')
  })
})

it('an epoch that load took from somebody says nothing, the one that the run itself takes does', () => {
  const meant = { owner: 'a2', epoch: 4 }
  expect([...excusedEpochs([{ owner: 'a2', missed: [4] }], meant)]).toEqual([])
  expect([...excusedEpochs([{ owner: 'a2', missed: [3, 4] }], meant)]).toEqual([3])
  expect([...excusedEpochs([{ owner: 'a1', missed: [4] }], meant)]).toEqual([4])
})

describe('the recorded runs', () => {
  it('hold what the notes beside them say', () => {
    const remote = recordedRemote(RECORDINGS)
    expect(remote['calls of diskA_post1']).toContainEqual(expect.arrayContaining(['status 2: post service already registered']))
    expect(textsOf(remote['rows in challenge of diskB_post1'])).toEqual([
      ['row with initial proof', 'row with initial proof with PoET proof', 'gone'],
      ['row', 'row with PoET proof', 'gone'],
      ['row', 'row with PoET proof', 'gone'],
      ['row'],
    ])
    const move = recordedMove(RECORDINGS, 'run-move')
    expect(move['ATXs, epoch by epoch']).toEqual([
      ['a1', 'a2', 'b1', 'z1'],
      ['a1', 'b1', 'z1'],
    ])
  })
})
