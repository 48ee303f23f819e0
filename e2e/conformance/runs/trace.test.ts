import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { recordedMove, recordedRemote } from './recorded.ts'
import { endOf } from './recorded-files.ts'
import { collapse, eventFacts, rowFacts, stateFacts, statusFacts, wireFacts } from './trace.ts'

const RECORDINGS = fileURLToPath(new URL('../../recordings', import.meta.url))
const names = new Map([['aa', 'one']])

describe('a trace', () => {
  it('keeps order and drops repetition', () => {
    expect(collapse(['a', 'a', 'b', 'a'])).toEqual(['a', 'b', 'a'])
  })

  it('orders events per identity and only names the forms of those that come by chance', () => {
    const event = (kind: string, smesher: string | null = 'aa', failure = false) => ({ kind, fields: ['b', 'a'], failure, smesher })
    const facts = eventFacts(
      [event('postStart'), event('proposal'), event('proposal'), event('postComplete', 'aa', true), event('proofDownloaded', null)],
      names,
    )
    expect(facts).toEqual({
      'events of one': ['postStart(a b)', 'postComplete(a b) failed'],
      'events of the node': ['proofDownloaded(a b)'],
      'form of proposal': ['proposal(a b)'],
    })
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

  it('names the stages of the rows of an identity', () => {
    const row = { id: 'aa', epoch: 2, post_nonce: null, poet_proof_ref: null }
    const facts = rowFacts(
      [
        { table: 'challenge', rows: [] },
        { table: 'challenge', rows: [row] },
        { table: 'challenge', rows: [{ ...row, poet_proof_ref: 'ff' }] },
      ],
      names,
    )
    expect(facts['rows in challenge of one']).toEqual(['none', 'epoch 2', 'epoch 2 with PoET proof'])
  })

  it('lets one poll stand for many and forgives zeroes that the wire leaves out', () => {
    const register = [
      { fromNode: true, message: { metadata: {} } },
      { fromNode: false, message: { metadata: { meta: { nodeId: 'aa', nonce: '1' } } } },
    ]
    const poll = [
      { fromNode: true, message: { genProof: { challenge: 'x' } } },
      { fromNode: false, message: { genProof: { status: 'OK' } } },
    ]
    const short = wireFacts([{ messages: [...register, ...poll], end: 'node gone' }], names)
    expect(wireFacts([{ messages: [...register, ...poll, ...poll, ...poll], end: 'node gone' }], names)).toEqual(short)
    expect(short).toEqual({
      'calls of one': [
        ['node: metadata', 'service: metadata.meta.nodeId', 'node: genProof.challenge', 'service: genProof.status', 'node gone'],
      ],
    })
  })

  it('tells who ended a call', () => {
    expect(endOf(null, false)).toBe('service gone')
    expect(endOf({ code: 14, details: 'Connection dropped' }, false)).toBe('node gone')
    expect(endOf({ code: 2, details: 'post service already registered' }, true)).toBe('status 2: post service already registered')
  })
})

describe('the recorded runs', () => {
  it('hold what the notes beside them say', () => {
    const remote = recordedRemote(RECORDINGS)
    expect(remote['calls of diskA_post1']).toContainEqual(expect.arrayContaining(['status 2: post service already registered']))
    expect(remote['rows in challenge of diskB_post1']).toEqual(expect.arrayContaining(['epoch 1 with initial proof', 'epoch 4']))
    const move = recordedMove(RECORDINGS, 'run-move')
    expect(move['ATXs of epoch 2']).toEqual(['a1', 'a2', 'b1', 'z1'])
    expect(move['ATXs of epoch 4']).toEqual(['a1', 'b1', 'z1'])
  })
})
