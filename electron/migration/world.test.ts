import { makeKey } from './testing/keys.io.ts'
import { MemoryRig, names } from './testing/memory-rig.ts'
import { testWorld } from './testing/world-conformance.ts'

testWorld('the simulated machine', () => {
  const rig = new MemoryRig([makeKey(), makeKey(), makeKey()])
  const { world } = rig.deps()
  return { ...names, world, moving: rig.moving.id, startByOthers: (name) => rig.start(name) }
})
