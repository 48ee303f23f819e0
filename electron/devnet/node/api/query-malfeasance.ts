import { MalfeasanceResponse, type MalfeasanceRequest as QueryRequest } from '../../../../proto/generated/spacemesh/v1/mesh.ts'
import { MalfeasanceProof, MalfeasanceProof_MalfeasanceType } from '../../../../proto/generated/spacemesh/v1/types.ts'
import {
  type MalfeasanceList,
  MalfeasanceProof_MalfeasanceDomain,
  type MalfeasanceRequest,
} from '../../../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import type { Malfeasance } from '../chain/chain-types.ts'
import { type ApiContext, Fault } from './context.ts'
import { checkLimit } from './limit.ts'

const invalidArgument = 3

/** v1: the ban of one id; for an honest one a proof that names nobody (docs/protocol.md §8). */
export function queryMalfeasance({ chain }: ApiContext, { smesherHex, includeProof }: QueryRequest): MalfeasanceResponse {
  if (!/^([0-9a-fA-F]{2})*$/.test(smesherHex)) throw new Fault(invalidArgument, 'encoding/hex: invalid byte')
  if (smesherHex.length !== 64) throw new Fault(invalidArgument, `invalid smesher id length (${smesherHex.length / 2}), expected (32)`)
  const proof = chain.malfeasance(smesherHex.toLowerCase())
  return MalfeasanceResponse.fromPartial({ proof: proof ? malfeasanceV1(proof, includeProof) : {} })
}

export function malfeasanceV1(proof: Malfeasance, withBytes: boolean): MalfeasanceProof {
  const { MALFEASANCE_ATX, MALFEASANCE_HARE } = MalfeasanceProof_MalfeasanceType
  return MalfeasanceProof.fromPartial({
    smesherId: { id: Buffer.from(proof.smesher, 'hex') },
    layer: { number: proof.layer },
    kind: proof.type === 1 ? MALFEASANCE_ATX : MALFEASANCE_HARE,
    debugInfo: debugInfo(proof),
    proof: withBytes ? Buffer.from(proof.first.hash + proof.second.hash, 'hex') : Buffer.alloc(0),
  })
}

function debugInfo({ smesher, type, layer, first, second }: Malfeasance): string {
  const cause =
    type === 3 ? `smesher published multiple hare messages in layer ${layer} round 0` : `smesher published multiple ATXs in one epoch`
  return [
    `generate layer: ${layer}`,
    `smesher id: ${smesher}`,
    `cause: ${cause}`,
    `1st message hash: ${first.hash}`,
    `1st message signature: ${first.signature}`,
    `2nd message hash: ${second.hash}`,
    `2nd message signature: ${second.signature}`,
    '',
  ].join('\n')
}

export function listMalfeasance({ chain }: ApiContext, request: MalfeasanceRequest): MalfeasanceList {
  const limit = checkLimit(request.limit)
  const ids = new Set(request.smesherId.map((id) => id.toString('hex')))
  const offset = Number(request.offset)
  const proofs = chain.allMalfeasance().filter(({ smesher }) => ids.size === 0 || ids.has(smesher))
  return {
    proofs: proofs.slice(offset, offset + limit).map((proof) => ({
      smesher: Buffer.from(proof.smesher, 'hex'),
      domain: MalfeasanceProof_MalfeasanceDomain.DOMAIN_UNSPECIFIED,
      type: proof.type,
      properties: properties(proof),
    })),
  }
}

function properties({ smesher, type, layer, first, second }: Malfeasance): Record<string, string> {
  if (type === 3) return { layer: String(layer), msg1: first.hash, msg2: second.hash, round: '0', smesher_id: smesher }
  return { atx1: first.hash, atx2: second.hash, smesher_id: smesher }
}
