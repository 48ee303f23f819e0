import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Epoch, Instant, SmesherId } from '../contract/model/basics.ts'
import type { Happening } from '../contract/model/happening.ts'
import { faultLog } from '../faults/index.ts'
import { openHistory } from '../history/index.ts'
import { manualClock } from '../time/testing/manual-clock.ts'
import { moveProfile } from './testing/move-profile.io.ts'
import { openCore, stateWhen } from './testing/open-core.io.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

function newProfile(): string {
  const { folder } = moveProfile(['A'])
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function opened(folder: string) {
  const core = await openCore(folder)
  endings.push(() => core.close())
  return stateWhen(core, ({ rig, happenings }) => rig.kind !== 'none' && Object.keys(happenings).length > 0)
}

test('a page sees what happened before the app was started', async () => {
  const folder = newProfile()
  const identity = SmesherId.parse('a'.repeat(64))
  const kept: Happening = { key: 'k', at: Instant.parse(7), what: { is: 'epoch-kept', identity, name: 'a1', epoch: Epoch.parse(61) } }
  const history = await openHistory(folder, { faults: faultLog(() => undefined), mayWrite: () => true, clock: manualClock(8).clock })
  history.tell([kept])
  await history.close()
  expect((await opened(folder)).happenings).toMatchObject({ k: kept })
})

test('a history that can’t be read keeps no rig from being opened', async () => {
  const folder = newProfile()
  writeFileSync(join(folder, 'history.sqlite'), 'x'.repeat(9_000))
  const { happenings, nodes } = await opened(folder)
  expect(Object.values(happenings).map(({ what }) => what)).toMatchObject([{ is: 'history-failed', how: 'set-aside' }])
  expect(Object.keys(nodes)).toEqual(['A'])
})
