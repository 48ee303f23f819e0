import { beforeEach, expect, test } from 'vitest'
import { saw } from '../contract/seen.ts'
import { type Binding, changedPart } from './binding.ts'
import { type MemoryRig, names } from './testing/memory-rig.ts'
import { OneMove } from './testing/one-move.io.ts'

let move: OneMove
let rig: MemoryRig
beforeEach(() => {
  move = new OneMove()
  rig = move.rig
})

/** Killed at such an effect, then started again when the source's entry names a copy of the folder. */
async function changedWhileDown(part: string): Promise<void> {
  move.at(part, () => {
    rig.dead = true
  })
  await move.run().catch(() => undefined)
  rig.rebind(names.source)
  await move.startAgain()
}

test('an entry that names another folder since the plan is said at once, and nothing goes on by its name', async () => {
  await changedWhileDown('MOVED')
  expect(move.row().problem).toMatchObject({ code: 'binding-changed' })
  await move.resume()
  expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'binding-changed' } })
  expect(rig.loadableAt()).toEqual([])
  rig.bindAsPlanned()
  await move.resume()
  expect(move.row().state).toBe('moved')
  expect(rig.nodes.violations).toEqual([])
})

test('before the key was touched everything can be put back; what its name no longer stands for stays stopped', async () => {
  await changedWhileDown('/copies/')
  await move.resume()
  expect(move.row()).toMatchObject({ activity: 'needs-resume', problem: { code: 'binding-changed' } })
  await move.putBack()
  expect(move.row().state).toBe('aborted')
  expect(rig.loadableAt()).toEqual([names.source])
  expect(rig.nodes.violations).toEqual([])
})

test('a target whose entry was changed while it waits is not armed', async () => {
  move.at('.a1.key.tmp-', () => rig.rebind(names.target))
  await move.run()
  expect(move.row()).toMatchObject({
    activity: 'frozen',
    problem: { code: 'binding-changed', detail: `${names.target}: ${saw('not-as-planned', 'folder')}` },
  })
  expect(rig.loadableAt()).toEqual([])
})

test('a source whose entry was changed once the key was armed is not started by its name', async () => {
  move.at('LEASE', () => rig.rebind(names.source))
  await move.run()
  expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'binding-changed' } })
  expect(rig.nodes.violations).toEqual([])
  rig.bindAsPlanned()
  await move.resume()
  expect(move.row().state).toBe('moved')
})

const binding: Binding = { folder: '1:2', program: '/p', programHash: 'h', arguments: 'a', config: 'c', addresses: 'l', lock: '/l' }
test.each(Object.keys(binding) as (keyof Binding)[])('another %s is another binding', (part) => {
  expect(changedPart(binding, { binding })).toBeNull()
  expect(changedPart(binding, { binding: { ...binding, [part]: 'other' } })).not.toBeNull()
})

test('a plan that names none, and a binding that can not be made, are never equal', () => {
  expect(changedPart(undefined, { binding })).not.toBeNull()
  expect(changedPart(binding, { unbound: 'its config cannot be read' })).toBe('its config cannot be read')
})
