import type { LostMove } from '../contract/model/migration.ts'
import type { BatchDeps } from './batch-deps.io.ts'
import type { LoadedBatches } from './batches.io.ts'
import { type Around, claimOfLost, damagedNotes, lostMove, unknownMoves, unreadableHolds, unreadableMoves } from './lost-move.ts'
import { survey } from './survey.io.ts'
import type { NodeFolder } from './world.ts'

type Deps = Pick<BatchDeps, 'fs' | 'rows' | 'hostOf' | 'world' | 'batches' | 'onChange'>

export type LostMemory = ReturnType<typeof lostMemory>

/** Moves whose memory is lost, as last looked at. */
export function lostMemory(deps: Deps, remembered: () => Iterable<string>) {
  const { world, batches, onChange } = deps
  let loaded: LoadedBatches = { stored: [], lost: [], places: [] }
  let failed: string | null = null
  let moves: readonly LostMove[] = []
  /** What is left of moves outside their own folders. */
  const look = async (places: readonly NodeFolder[]): Promise<Around> => ({
    seen: await survey(deps, [...world.folders(), ...places]),
    holds: world.holds(),
  })
  /** The same batches, the world as it is now. */
  const again = async () => {
    const around = await look(loaded.places)
    const damaged = loaded.lost.map((one) => lostMove(one, around))
    const known = new Set([...remembered(), ...loaded.lost.map(({ batch }) => batch)])
    // Which moves there are is not known: none of them is called unknown.
    const unknown = failed === null ? unknownMoves(around, known) : [unreadableMoves(batches, failed)]
    const holds = around.holds === null ? [unreadableHolds(batches.replace(/[^/\\]+$/, 'slots/holds.json'))] : []
    const next = [...holds, ...damaged, ...unknown]
    const before = JSON.stringify(moves)
    moves = [...next, ...damagedNotes(around, next)]
    if (JSON.stringify(moves) !== before) onChange()
  }
  return {
    moves: () => moves,
    claims: () => moves.map((move) => claimOfLost(move, loaded.lost.find(({ batch }) => batch === move.id)?.plan ?? null)),
    look,
    /** Judges anew what is lost, once the batches were read. Never throws: what can't be read is lost. */
    judge: async (found: LoadedBatches | { readonly failed: string }) => {
      if ('failed' in found) failed = found.failed
      else loaded = found
      await again()
    },
    again,
  }
}
