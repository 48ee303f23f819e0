import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RigName } from '../../contract/model/basics.ts'
import { makeKey } from '../../migration/testing/keys.io.ts'
import { createPrograms, lookAtProcesses } from '../../processes/index.ts'
import { checkSettings } from '../../settings/index.ts'
import { openRigSettings } from '../rig-settings.io.ts'
import { createMoveWorld } from './move-world.io.ts'

const [A, B] = [RigName.parse('A'), RigName.parse('B')]
const id = makeKey().id
let rig = ''
beforeEach(() => {
  rig = mkdtempSync(join(tmpdir(), 'looks-'))
})
afterEach(() => rmSync(rig, { recursive: true }))

/** The world of a rig of four nodes of which none runs, and how often all processes were looked at. */
async function world() {
  const nodes = ['A', 'B', 'C', 'D'].map((name) => {
    mkdirSync(join(rig, name, 'identities'), { recursive: true })
    const addresses = { public: null, private: null, post: null }
    return { name, program: null, arguments: ['--filelock', `${name}.lock`], dataFolder: join(rig, name), addresses }
  })
  const settings = await openRigSettings(rig)
  await settings.change(() => checkSettings({ version: 1, simulated: false, services: [], nodes }))
  const programs = createPrograms({ profileFolder: rig, settings: settings.current() })
  await programs.setSettings(settings.current())
  let looks = 0
  const look = () => {
    looks += 1
    return lookAtProcesses()
  }
  const nothing = { now: Date.now, keysRenamed: () => undefined, lastSignedLayer: () => null, published: () => null }
  return { world: createMoveWorld({ settings, programs, lookAtProcesses: look, ...nothing }), looks: () => looks }
}

test('all processes are looked at twice right before a key gets its name, however many nodes are silent', async () => {
  const { world: at, looks } = await world()
  expect((await at.lookForKey(id)).nodes.map(({ runs }) => runs)).toEqual([false, false, false, false])
  expect(looks()).toBe(1)
  const both = await Promise.all([at.silenceOf(B), at.silenceOf(A)])
  expect(both.map(({ node, users }) => [node, users])).toEqual([
    ['B', []],
    ['A', []],
  ])
  expect(looks()).toBe(2)
})

test('nobody gets a look that began before they asked', async () => {
  const { world: at, looks } = await world()
  const first = at.silenceOf(A)
  await Promise.resolve().then(() => Promise.resolve())
  await Promise.all([first, at.silenceOf(B)])
  expect(looks()).toBe(2)
})
