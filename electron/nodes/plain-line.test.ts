import { expect, test } from 'vitest'
import { parseEvent } from './events.ts'
import { hexOf } from './hex-id.ts'
import { parseNetwork, parseVersion } from './node-facts.ts'
import { parsePostStates } from './node-memory.ts'
import { lineOf } from './plain-line.ts'

const turned = '\u202e'
const colour = '\u001b[31m'

test('a line has no controls and nothing that turns the writing round, and is short whatever it was', () => {
  expect(lineOf(`a${turned}b${colour}c\nd\u2028e`)).toBe('ab[31mcde')
  expect([lineOf(''), lineOf(turned)]).toEqual([null, null])
  expect(lineOf('x'.repeat(1e7), 40)).toBe('x'.repeat(40))
})

test('names of keys and of networks are such lines', () => {
  const id = Buffer.alloc(32, 7)
  expect(parsePostStates([{ id, state: 1, name: `a${turned}yek.b` }])?.[0]?.name).toBe('ayek.b')
  const network = {
    genesisTime: { seconds: 1n, nanos: 0 },
    layerDuration: { seconds: 6n, nanos: 0 },
    genesisId: Buffer.alloc(20),
    layersPerEpoch: 20,
  }
  expect(parseNetwork({ ...network, hrp: `sm${turned}${'x'.repeat(1e6)}` })?.hrp).toBe(`sm${'x'.repeat(38)}`)
})

test('of a challenge of megabytes no more is kept than of a long one', () => {
  const challenge = Buffer.alloc(1e6, 7)
  const wire = {
    timestamp: undefined,
    failure: false,
    help: '',
    details: { $case: 'postStart', value: { smesher: Buffer.alloc(32), challenge } },
  } as const
  expect(parseEvent(wire, { hex: hexOf, receivedAt: 5 })?.fields.challenge).toBe('07'.repeat(64))
})

test('megabytes of marks for a version are no version, and no overflow', () => {
  expect(parseVersion(turned.repeat(5e6))).toBeNull()
})
