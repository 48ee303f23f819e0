import { beforeEach, expect, test } from 'vitest'
import type { Resolution } from '../contract/model/migration.ts'
import type { KeySituation } from './disk-facts.ts'
import { viewJournal } from './journal-view.ts'
import { resolutionsOf } from './resolve.ts'
import { type MemoryRig, names } from './testing/memory-rig.ts'
import { OneMove } from './testing/one-move.io.ts'
import { parseNote } from './tombstone.ts'

let move: OneMove
let rig: MemoryRig
beforeEach(() => {
  move = new OneMove()
  rig = move.rig
})
const resolve = async (how: Resolution, words = move.row().plan.consentWords) => {
  await move.migration.resolve(move.row().batch, how, words)
  await move.migration.rested()
}

/** A person takes the retired key back by hand, while the move waits. */
const takeBack = (how: 'renamed' | 'copied') => {
  const retired = [...rig.disk.names.keys()].find((path) => path.includes('/attic/identities/a1.key.moved-')) ?? ''
  if (how === 'renamed') rig.disk.unlink(retired)
  rig.put('/attic/identities/a1.key', rig.moving.text)
  rig.disk.syncAll()
}

test.each(['renamed', 'copied'] as const)(
  'the key was put back by hand (%s): a person may say that it stays at the source',
  async (how) => {
    move.at('.a1.key.tmp-', () => takeBack(how))
    await move.run()
    expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'source-copy-restored' }, resolutions: ['put-back', 'close'] })
    await resolve('put-back')
    expect(move.row()).toMatchObject({ state: 'aborted', activity: 'ended' })
    expect(rig.loadableAt()).toEqual([names.source])
    expect(rig.nodes.find(names.source).running?.loaded).toContain(rig.moving.id)
    const note = rig.disk.names.get(`/attic/smeshdesk/MOVED-${rig.moving.id.slice(0, 16)}.json`)?.seen
    expect(parseNote(new TextDecoder().decode(note))?.says).toBe('undone')
    expect(rig.nodes.violations).toEqual([])
    const again = await move.migration.scan(move.request())
    expect(again.checks.filter(({ verdict }) => verdict === 'fail')).toEqual([])
  },
)

test('a way out is taken only with the words of the plan, and only when it is open', async () => {
  move.at('.a1.key.tmp-', () => takeBack('copied'))
  await move.run()
  await expect(resolve('put-back', 'other words')).rejects.toMatchObject({ code: 'consent_mismatch' })
  expect(move.row().activity).toBe('frozen')
  rig.put('/home/identities/a1.key', rig.moving.text)
  rig.disk.syncAll()
  await expect(resolve('close')).rejects.toMatchObject({ code: 'batch_not_waiting' })
  expect(move.row()).toMatchObject({ activity: 'frozen', resolutions: [] })
})

test('closed as it is: no file is changed, the nodes are let go, and it stays so', async () => {
  move.at('.a1.key.tmp-', () => takeBack('copied'))
  await move.run()
  const files = () => [...rig.disk.names].filter(([path]) => !path.startsWith('/profile/')).map(([path, { number }]) => [path, number])
  const before = files()
  await resolve('close')
  expect(move.row()).toMatchObject({ state: 'closed', activity: 'ended', resolutions: [] })
  expect(files()).toEqual(before)
  expect(rig.held.size).toBe(0)
  await move.startAgain()
  expect(move.row()).toMatchObject({ state: 'closed', activity: 'ended' })
  expect(files()).toEqual(before)
})

test('a target that refuses to start is tried a few times, then says why; its key can be taken out of use, and its others run again', async () => {
  const target = rig.nodes.find(names.target)
  move.at('LEASE', () => {
    target.refuses = 'the config names no genesis'
  })
  await move.run()
  expect(move.row()).toMatchObject({
    state: 'armed',
    problem: { code: 'refuses-to-start', detail: target.refuses },
    resolutions: ['disarm'],
  })
  expect(target.refused).toBe(5)
  await resolve('disarm')
  expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'disarmed' } })
  expect(rig.loadableAt()).toEqual([])
  await move.startAgain()
  expect(move.row()).toMatchObject({ activity: 'frozen', resolutions: ['close'] })
  await resolve('close')
  target.refuses = null
  rig.start(names.target)
  expect(target.running?.loaded).toHaveLength(1)
  expect(rig.nodes.violations).toEqual([])
})

test('a target that comes up at a later try is not given up', async () => {
  const target = rig.nodes.find(names.target)
  move.at('LEASE', () => {
    target.refuses = 'not yet'
    rig.meanwhile = {
      effect: () => 'do',
      question: () => {
        if (target.refused === 3) target.refuses = null
      },
    }
  })
  await move.run()
  expect(move.row().state).toBe('moved')
})

const lies = (source: KeySituation['source'], target: KeySituation['target']): KeySituation => ({ source, target })
const frozen = (frozenBecause: string, armIntended = false) => ({
  ...viewJournal([]),
  state: 'frozen' as const,
  frozenBecause,
  armIntended,
})
interface Way {
  readonly when: string
  readonly view: ReturnType<typeof frozen>
  readonly situation: KeySituation | null
  readonly open: readonly Resolution[]
}
test.each<Way>([
  { when: 'nothing can be seen', view: frozen('key-gone'), situation: null, open: [] },
  { when: 'two are loadable', view: frozen('two-loadable'), situation: lies('loadable', 'loadable'), open: [] },
  { when: 'the key is gone', view: frozen('key-gone'), situation: lies('absent', 'absent'), open: ['close'] },
  {
    when: 'it is out of use at the source',
    view: frozen('binding-changed'),
    situation: lies('retired', 'absent'),
    open: ['put-back', 'close'],
  },
  { when: 'it was armed once', view: frozen('target-key-gone', true), situation: lies('retired', 'absent'), open: ['close'] },
  { when: 'a later move has overtaken it', view: frozen('superseded'), situation: lies('retired', 'absent'), open: ['close'] },
  { when: 'somebody armed the target', view: frozen('target-armed-by-others'), situation: lies('retired', 'loadable'), open: ['close'] },
])('ways out when $when', ({ view, situation, open }) => {
  expect(resolutionsOf(view, situation, null)).toEqual(open)
})
