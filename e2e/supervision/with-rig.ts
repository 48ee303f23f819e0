import { rm } from 'node:fs/promises'
import type { Programs } from '../../electron/processes/index.ts'
import { endAllBelow } from '../host/end-below.ts'
import type { LightRig, lightRig } from './light-rig.ts'

/** A rig for as long as something is measured; whatever of it still runs is ended. */
export async function withRig<T>(making: ReturnType<typeof lightRig>, act: (rig: LightRig) => Promise<T>): Promise<T> {
  const rig = await making
  try {
    return await act(rig)
  } finally {
    await endAllBelow(rig.folder)
    await rm(rig.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

export const slotOf = (programs: Programs, name: string) => {
  const row = programs.rows().find((one) => one.name === name)
  if (row === undefined) throw new Error(`no row ${name}`)
  return row.slot
}
