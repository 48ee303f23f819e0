import { type MoveContext, Stumble } from './context.ts'
import { DatabaseInUse, type IdentityRows } from './row-store.ts'
import { swapDatabase } from './stage-rows.io.ts'

/** The identity's rows in the target's database become these, `null` for none. Throws `Stumble` when somebody has it open. */
export async function replaceTargetRows({ plan, paths, side }: MoveContext, wanted: IdentityRows | null): Promise<void> {
  const { fs, rows } = side.target
  const { database, staged, before } = paths.target
  const change = (file: string) => rows.edit(file, plan.identity, wanted)
  await swapDatabase({ fs, rows, folder: plan.target.folder, database, staged, before, change }).catch((error: unknown) => {
    throw error instanceof DatabaseInUse ? new Stumble('target', error.message) : error
  })
}
