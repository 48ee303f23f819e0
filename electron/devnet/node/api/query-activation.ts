import { type GetRequest, type GetResponse, HighestResponse } from '../../../../proto/generated/spacemesh/v1/activation.ts'
import { Activation as ActivationV1 } from '../../../../proto/generated/spacemesh/v1/types.ts'
import type {
  Activation,
  ActivationList,
  ActivationRequest,
  ActivationsCountRequest,
  ActivationsCountResponse,
} from '../../../../proto/generated/spacemesh/v2alpha1/activation.ts'
import type { Atx } from '../chain/chain-types.ts'
import { type ApiContext, Fault } from './context.ts'
import { checkLimit } from './limit.ts'
import { malfeasanceV1 } from './query-malfeasance.ts'

const invalidArgument = 3
const notFound = 5
const bytes = (hex: string) => Buffer.from(hex, 'hex')

export function listActivations({ chain }: ApiContext, request: ActivationRequest): ActivationList {
  const limit = checkLimit(request.limit)
  const ids = new Set(request.id.map((id) => id.toString('hex')))
  const smeshers = new Set(request.smesherId.map((id) => id.toString('hex')))
  const fits = (atx: Atx) =>
    (ids.size === 0 || ids.has(atx.id)) &&
    (smeshers.size === 0 || smeshers.has(atx.smesher)) &&
    (request.coinbase === '' || atx.coinbase === request.coinbase) &&
    (request.startEpoch === 0 || atx.publishEpoch >= request.startEpoch) &&
    (request.endEpoch === 0 || atx.publishEpoch <= request.endEpoch)
  const offset = Number(request.offset)
  return {
    activations: chain
      .atxs()
      .filter(fits)
      .slice(offset, offset + limit)
      .map(activationOf),
  }
}

const activationOf = (atx: Atx): Activation => ({
  id: bytes(atx.id),
  smesherId: bytes(atx.smesher),
  publishEpoch: atx.publishEpoch,
  coinbase: atx.coinbase,
  weight: BigInt(atx.weight),
  height: BigInt(atx.height),
  numUnits: atx.numUnits,
})

export const countActivations = ({ chain }: ApiContext, { epoch }: ActivationsCountRequest): ActivationsCountResponse => ({
  count: chain.atxs().filter((atx) => epoch === undefined || atx.publishEpoch === epoch).length,
})

/** The best ATX; without any, an activation with nothing but the golden ATX's id. */
export function highest({ chain, golden }: ApiContext): HighestResponse {
  const best = chain.highest()
  if (best) return { atx: activationV1(best) }
  return HighestResponse.fromPartial({ atx: { id: { id: Buffer.from(golden) } } })
}

export function getActivation({ chain }: ApiContext, { id }: GetRequest): GetResponse {
  if (id.length !== 32) throw new Fault(invalidArgument, `invalid ATX ID length (${id.length}), expected (32)`)
  const atx = chain.atx(id.toString('hex'))
  if (!atx) throw new Fault(notFound, 'id was not found')
  const proof = chain.malfeasance(atx.smesher)
  return { atx: activationV1(atx), malfeasanceProof: proof ? malfeasanceV1(proof, false) : undefined }
}

function activationV1(atx: Atx): ActivationV1 {
  return ActivationV1.fromPartial({
    id: { id: bytes(atx.id) },
    layer: { number: atx.publishEpoch },
    smesherId: { id: bytes(atx.smesher) },
    coinbase: { address: atx.coinbase },
    prevAtx: { id: bytes(atx.previous) },
    numUnits: atx.numUnits,
    sequence: BigInt(atx.sequence),
    previousAtxs: [{ id: bytes(atx.previous) }],
  })
}
