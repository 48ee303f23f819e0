import { MeshServiceService } from '../../proto/generated/spacemesh/v1/mesh.ts'
import { NodeServiceService } from '../../proto/generated/spacemesh/v1/node.ts'
import type { Answer, Listener } from '../net/index.ts'
import { type NetworkFacts, networkOfParts, parseStatusV1 } from './node-facts.ts'

const firstFailure = (answers: readonly Answer<unknown>[]): Exclude<Answer<never>, { kind: 'answer' }> | null => {
  for (const answer of answers) if (answer.kind !== 'answer') return answer
  return null
}

async function networkBy({ ask }: Pick<Listener, 'ask'>): Promise<Answer<NetworkFacts>> {
  const [time, duration, id, layers, hrp] = await Promise.all([
    ask(MeshServiceService.genesisTime, {}, ({ unixtime }) => unixtime?.value ?? null),
    ask(MeshServiceService.layerDuration, {}, ({ duration: told }) => told?.value ?? null),
    ask(MeshServiceService.genesisId, {}, ({ genesisId }) => genesisId),
    ask(MeshServiceService.epochNumLayers, {}, ({ numlayers }) => numlayers?.number ?? null),
    ask(NodeServiceService.nodeInfo, {}, ({ hrp }) => hrp),
  ])
  if (time.kind !== 'answer' || duration.kind !== 'answer' || id.kind !== 'answer' || layers.kind !== 'answer')
    return firstFailure([time, duration, id, layers]) ?? { kind: 'cancelled' }
  const value = networkOfParts({
    genesisSeconds: time.value,
    layerSeconds: duration.value,
    genesisId: id.value,
    layersPerEpoch: layers.value,
    hrp: hrp.kind === 'answer' ? hrp.value : null,
  })
  return value === null ? { kind: 'garbled', detail: 'the answer makes no sense' } : { kind: 'answer', value }
}

/** Questions of the v1 services, for nodes whose listener has no v2alpha1 (docs/protocol.md §16). */
export const publicV1 = (listener: Pick<Listener, 'ask'>) => ({
  status: () => listener.ask(NodeServiceService.status, {}, ({ status }) => parseStatusV1(status)),
  network: () => networkBy(listener),
})

/** The second question only where the first one's service is not there; the first one's refusal stays the word of a node that lives. */
export async function elseV1<T>(first: Answer<T>, ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  if (first.kind !== 'refused' || first.code !== 'unimplemented') return first
  const second = await ask()
  const tells = second.kind === 'answer' || second.kind === 'garbled' || (second.kind === 'refused' && second.code !== 'unimplemented')
  return tells ? second : first
}
