import { expect, test } from 'vitest'
import { type Claim, Claims } from './claims.ts'

const claim = (slot: string, identity: string | null, folder: string | null): Claim => ({ slot, identity, folder })

test('one start of an identity or a folder at a time; what is not known meets nothing', () => {
  const claims = new Claims()
  const leave = claims.take(claim('service:a', 'id', '/a'))
  expect(leave).not.toBeNull()
  expect(claims.take(claim('service:b', 'id', '/b'))).toBeNull()
  expect(claims.take(claim('service:b', 'other', '/a'))).toBeNull()
  expect(claims.take(claim('service:b', null, '/b'))).not.toBeNull()
  expect(claims.take(claim('service:c', null, null))).not.toBeNull()
  leave?.()
  expect(claims.take(claim('service:d', 'id', '/a'))).not.toBeNull()
})

test('a second start of the same slot does not let go of the first one', () => {
  const claims = new Claims()
  const first = claims.take(claim('service:a', 'id', null))
  const second = claims.take(claim('service:a', 'id', null))
  first?.()
  expect(claims.take(claim('service:b', 'id', null))).toBeNull()
  second?.()
  expect(claims.take(claim('service:b', 'id', null))).not.toBeNull()
})
