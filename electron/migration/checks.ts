import type { Check } from '../contract/model/basics.ts'
import type { MoveCheckId } from '../contract/model/check-id.ts'
import type { CheckFacts, Outcome } from './check-facts.ts'
import * as keys from './checks-keys.ts'
import * as network from './checks-network.ts'
import * as nodes from './checks-nodes.ts'

/** Every guard of the state `planned`, in the order of the screen; the key names the sentence in the words. */
const table = {
  'two-nodes': nodes.twoNodes,
  'same-world': nodes.sameWorld,
  'same-genesis': nodes.sameGenesis,
  'mainnet-closed': nodes.mainnetClosed,
  'same-version': nodes.sameVersion,
  'can-restart': nodes.canRestart,
  'folders-named': nodes.foldersNamed,
  bound: nodes.bound,
  'own-answers': nodes.ownAnswers,
  'source-provable': nodes.sourceProvable,
  'ends-known': nodes.endsKnown,
  'starts-by-itself': nodes.startsByItself,
  'source-key': keys.sourceKey,
  'source-folder-clean': keys.sourceFolderClean,
  'target-folder-clean': keys.targetFolderClean,
  'source-is-remote': keys.sourceIsRemote,
  'target-is-remote': keys.targetIsRemote,
  'no-fresh-local-key': keys.noFreshLocalKey,
  'target-name-free': keys.targetNameFree,
  'no-other-copy': keys.noOtherCopy,
  'not-listed-elsewhere': keys.notListedElsewhere,
  'no-stranger': keys.noStranger,
  'one-name': keys.oneName,
  'no-tombstone': keys.noTombstone,
  custody: keys.custody,
  'no-symlinks': keys.noSymlinks,
  poets: nodes.poets,
  coinbase: nodes.coinbase,
  'post-listener': nodes.postListener,
  schema: nodes.schema,
  'rows-at-target': nodes.rowsAtTarget,
  space: nodes.space,
  'folders-fit': nodes.foldersFit,
  'target-synced': network.targetSynced,
  'newest-atx': network.newestAtx,
  'not-banned': network.notBanned,
  'one-batch': network.oneBatch,
  'service-known': network.serviceKnown,
  clocks: network.clocks,
  'calm-time': network.calmTime,
} as const satisfies Readonly<Record<MoveCheckId, (facts: CheckFacts) => Outcome>>

const moveCheckIds = Object.keys(table) as readonly MoveCheckId[]

/** Runs every check; none is skipped because another failed. */
export function runChecks(facts: CheckFacts): Check[] {
  return moveCheckIds.map((id) => {
    const { verdict, evidence, values } = table[id](facts)
    return { id, verdict, evidence, values: { ...values } }
  })
}

/** A plan can be made: nothing fails, and nothing is unknown. */
export const allClear = (checks: readonly Check[]): boolean => checks.every(({ verdict }) => verdict === 'pass' || verdict === 'warn')
