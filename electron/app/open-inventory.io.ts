import { join } from 'node:path'
import type { Faults } from '../faults/index.ts'
import { createInventory, createSurroundings, type Inventory, type Places } from '../inventory/index.ts'
import type { SightOptions } from '../sight/index.ts'
import { lookingFs } from '../storage/index.ts'
import { systemClock } from '../time/index.ts'
import { givenNames } from './given-names.ts'
import type { RigSettings } from './rig-settings.io.ts'

/** Where the moves of a profile lie. */
export const batchesOf = (folder: string): string => join(folder, 'batches')

/** Where keys may lie. */
const placesOf = ({ folder, current }: RigSettings): Places => {
  const { nodes, services, keyFolders = [] } = current()
  const here = services.flatMap(({ name, dataFolder }) => (dataFolder === null ? [] : [{ name, dataFolder }]))
  return { nodes, services: here, batches: batchesOf(folder), added: keyFolders, names: givenNames(current()) }
}

/** Every copy of every key in the places of this rig. */
export const openInventory = (settings: RigSettings, readers: NonNullable<SightOptions['readers']>, faults: Faults): Inventory =>
  createInventory({
    places: () => placesOf(settings),
    tools: { ...readers, surroundings: createSurroundings(), fs: lookingFs() },
    clock: systemClock,
    barrier: { failed: (error) => void faults.tell('looking for copies of keys', error) },
  })
