import { poetProof, submitChallenge } from '../../poet/poet-client.ts'
import { epochAt, layerAt } from '../chain/epoch-clock.ts'
import type { ChallengeRow, RegistrationRow } from '../database/local-rows.ts'
import type { LoadedIdentity } from '../keys/load-identities.ts'
import { challengeHash, membershipOf } from './atx-hashes.ts'
import type { FetchedProof } from './builder-types.ts'
import type { BuilderWorld } from './builder-world.ts'

/** Registers a challenge with every PoET of the configuration. @returns the registrations that came about */
export async function registerChallenge(
  world: BuilderWorld,
  identity: LoadedIdentity,
  challenge: ChallengeRow,
): Promise<RegistrationRow[]> {
  const { poets, golden, now, signed, timing, log } = world
  const hash = challengeHash(identity.id, challenge)
  const results = await Promise.allSettled(
    poets.map(async ({ address }): Promise<RegistrationRow> => {
      const { roundId, endsInMs } = await submitChallenge({ address, identity, genesisId: golden.slice(0, 20), challenge: hash })
      return { hash, address, roundId, roundEnd: Math.round((now() + endsInMs) / 1000) }
    }),
  )
  for (const result of results)
    if (result.status === 'rejected')
      log.named('nipostBuilder').warn('failed to submit challenge to poet', { error: String(result.reason) })
  const registrations = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const content = Buffer.from(hash).toString('hex')
  if (registrations.length > 0)
    signed({ act: 'poet-registration', id: identity.hex, layer: layerAt(timing, now()), epoch: epochAt(timing, now()), content })
  return registrations
}

/** Fetches the proofs of the rounds an identity is registered in. @returns the one with the most ticks, null while there is none */
export async function fetchBestProof(world: BuilderWorld, registrations: readonly RegistrationRow[]): Promise<FetchedProof | null> {
  const found = await Promise.all(
    registrations.map(async ({ address, roundId, hash }): Promise<FetchedProof | null> => {
      const proof = await poetProof(address, roundId)
      if (!proof) return null
      world.takingProof(roundId)
      const { ref, leaves, members } = proof
      return { ref, leaves, ticks: Math.floor(leaves / world.tickSize), url: address, roundId, membership: membershipOf(members, hash) }
    }),
  )
  const [best] = found.filter((proof) => proof !== null).toSorted((one, other) => other.ticks - one.ticks)
  return best ?? null
}
