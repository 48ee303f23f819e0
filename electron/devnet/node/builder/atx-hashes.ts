import { blake3 } from '@noble/hashes/blake3.js'
import type { ChallengeRow, NipostRow } from '../database/local-rows.ts'

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** guess: what exactly goes into the hash; recorded is that equal challenges on two nodes give equal ATXs (e2e/recordings/README.md, 10). */
export const challengeHash = (id: Uint8Array, { epoch, sequence, previousAtx, positioningAtx }: ChallengeRow): Uint8Array =>
  blake3(new TextEncoder().encode([hexOf(id), epoch, sequence, hexOf(previousAtx), hexOf(positioningAtx)].join('/')))

export const atxHash = (id: Uint8Array, challenge: ChallengeRow, { poet, numUnits }: NipostRow): string =>
  hexOf(blake3(new TextEncoder().encode([hexOf(challengeHash(id, challenge)), hexOf(poet.ref), numUnits].join('/'))))

/** guess: a membership proof has the form count, nodes, leaf index; only its lengths are like recorded ones. */
export function membershipOf(members: readonly string[], hash: Uint8Array): Uint8Array {
  const own = Buffer.from(hash).toString('base64')
  const others = members.filter((member) => member !== own).slice(0, 2)
  const index = Math.max(0, members.indexOf(own))
  return new Uint8Array([others.length * 4, ...others.flatMap((member) => [...Buffer.from(member, 'base64')]), index * 4])
}
