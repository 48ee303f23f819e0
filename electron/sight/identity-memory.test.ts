import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { SmesherId } from '../contract/model/basics.ts'
import type { NodeEvent } from '../nodes/index.ts'
import { newIdentityMemory, seeEvent } from './identity-memory.ts'
import { rigName } from './testing/recorded-run.io.ts'

const id = z.parse(SmesherId, '0a'.repeat(32))
const node = rigName('home')

function after(events: readonly (readonly [kind: NodeEvent['kind'], challenge: string | null, life?: number])[]) {
  const memory = newIdentityMemory(id)
  for (const [index, [kind, challenge, life = 0]] of events.entries()) {
    const fields: NodeEvent['fields'] = challenge === null ? {} : { challenge }
    const event: NodeEvent = { at: index as NodeEvent['at'], kind, failure: kind === 'post-failed', smesher: id, help: '', fields }
    seeEvent(memory, event, { node, at: index, life })
  }
  return memory.event?.value
}

test('a proof that failed twice is no calm work, though it is begun again; one failure may be a restart', () => {
  const once = [
    ['post-start', 'c1'],
    ['post-failed', null],
    ['post-start', 'c1'],
  ] as const
  expect(after(once)).toBe('post_start')
  const twice = [...once, ['post-failed', null], ['post-start', 'c1']] as const
  expect(after(twice)).toBe('failed')
  expect(after([...twice, ['post-complete', 'c1']])).toBe('complete')
})

test('failures count for one challenge and one life of the node', () => {
  const twice = [
    ['post-start', 'c1'],
    ['post-failed', null],
    ['post-start', 'c1'],
    ['post-failed', null],
  ] as const
  expect(after([...twice, ['post-start', 'c2']])).toBe('post_start')
  expect(after([...twice, ['post-start', 'c1', 1]])).toBe('post_start')
})
