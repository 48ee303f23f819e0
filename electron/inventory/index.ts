// Every copy of every key in the places of a rig, by derived id, and what is wrong with it. Read only.
export { createInventory, type Inventory } from './inventory.io.ts'
export type { Places } from './look.io.ts'
export { createSurroundings, type Surroundings } from './surroundings.io.ts'
