import type { SmesherId } from '../contract/model/basics.ts'
import type { PlannedMove } from './planned-move.ts'

export const tombstoneName = (id: SmesherId): string => `MOVED-${id.slice(0, 16)}.json`
export const leaseName = (id: SmesherId): string => `LEASE-${id.slice(0, 16)}.json`
/** What a move takes out of use stays where it lay, under such a name. */
export const isRetired = (path: string): boolean => /\.key\.moved-[0-9a-f]{12}$/.test(path)
/** The first characters of the identity that a note's name tells; `undefined`: no note of ours. */
export const noteHead = (name: string): string | undefined => /^(?:MOVED|LEASE)-([0-9a-f]{16})\.json$/.exec(name)?.[1]
/** Our own notes in a node's data folder; not in `identities/`, where old merge tools trip over foreign names. */
export const notesFolder = (dataFolder: string): string => `${dataFolder}/smeshdesk`
export const databaseOf = (dataFolder: string): string => `${dataFolder}/local.sql`
export const identitiesOf = (dataFolder: string): string => `${dataFolder}/identities`

/** The newest note of each identity, kept in the profile too. */
const custodyOf = (batches: string): string => `${batches}/.custody`
export const custodyFile = (batches: string, id: SmesherId): string => `${custodyOf(batches)}/${id.slice(0, 16)}.json`

export const batchPaths = (batches: string, batch: string) => {
  const folder = `${batches}/${batch}`
  return {
    /** The folder of all batches. */
    all: batches,
    custody: custodyOf(batches),
    folder,
    plan: `${folder}/plan.json`,
    journal: `${folder}/journal.jsonl`,
    copies: `${folder}/copies`,
  }
}

/** Every path a batch touches, spelled once. Forward slashes work on every system that has nodes. */
export type MovePaths = Readonly<ReturnType<typeof movePaths>>
export function movePaths(plan: PlannedMove, batch: string, batches: string) {
  const { source, target, identity } = plan
  const [from, to] = [identitiesOf(source.folder), identitiesOf(target.folder)]
  return {
    source: {
      identities: from,
      key: `${from}/${source.keyFile.name}`,
      /** Same folder, a name no node loads: out of use, atomically (docs/protocol.md §1). */
      retired: `${from}/${source.keyFile.name}.moved-${batch}`,
      notes: notesFolder(source.folder),
      tombstone: `${notesFolder(source.folder)}/${tombstoneName(identity)}`,
      database: databaseOf(source.folder),
    },
    target: {
      identities: to,
      key: `${to}/${target.keyName}`,
      /** Where an armed key goes that is taken out of use again. */
      disarmed: `${to}/${target.keyName}.moved-${batch}`,
      /** Hidden and not ending in `.key`: a half-written one is never loaded. */
      temporary: `${to}/.${target.keyName}.tmp-${batch}`,
      notes: notesFolder(target.folder),
      lease: `${notesFolder(target.folder)}/${leaseName(identity)}`,
      tombstone: `${notesFolder(target.folder)}/${tombstoneName(identity)}`,
      database: databaseOf(target.folder),
      staged: `${target.folder}/local.sql.staged-${batch}`,
      /** A second name of the database that is replaced: held locked during the swap, and kept afterwards. */
      before: `${target.folder}/local.sql.before-${batch}`,
    },
    batch: batchPaths(batches, batch),
  }
}
