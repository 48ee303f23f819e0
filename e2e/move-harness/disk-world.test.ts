import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { RigName } from '../../electron/contract/model/basics.ts'
import { testWorld } from '../../electron/migration/testing/world-conformance.ts'
import { prepareRig, start } from './disk-nodes.ts'
import { diskWorld, movingId } from './run-move.ts'

let rig = ''
afterEach(() => rmSync(rig, { recursive: true }))

testWorld('nodes on disk', () => {
  rig = mkdtempSync(join(tmpdir(), 'disk-world-'))
  prepareRig(rig)
  const moving = movingId(rig)
  const names = { source: RigName.parse('attic'), target: RigName.parse('home'), service: RigName.parse('a1') }
  return { ...names, world: diskWorld(rig, moving), moving, startByOthers: (name) => start(rig, name === 'attic' ? 'attic' : 'home') }
})
