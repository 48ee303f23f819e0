import { createServer, type IncomingMessage, type Server } from 'node:http'
import { GetRequest } from '../../../../proto/generated/spacemesh/v1/activation.ts'
import { MalfeasanceRequest as QueryRequest } from '../../../../proto/generated/spacemesh/v1/mesh.ts'
import { malfeasanceProof_MalfeasanceTypeToJSON } from '../../../../proto/generated/spacemesh/v1/types.ts'
import { AccountRequest } from '../../../../proto/generated/spacemesh/v2alpha1/account.ts'
import { ActivationRequest, ActivationsCountRequest } from '../../../../proto/generated/spacemesh/v2alpha1/activation.ts'
import { LayerRequest, layer_LayerStatusToJSON } from '../../../../proto/generated/spacemesh/v2alpha1/layer.ts'
import { MalfeasanceRequest, malfeasanceProof_MalfeasanceDomainToJSON } from '../../../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { nodeStatusResponse_SyncStatusToJSON } from '../../../../proto/generated/spacemesh/v2alpha1/node.ts'
import { RewardRequest } from '../../../../proto/generated/spacemesh/v2alpha1/reward.ts'
import { gatewayError, gatewayJson } from '../../shared/gateway-json.ts'
import { protoJsonDuration } from '../../shared/go-duration.ts'
import { goJsonError } from '../config/go-json.ts'
import { formatGoTime } from '../config/go-time.ts'
import { type ApiContext, Fault } from './context.ts'
import { countActivations, getActivation, highest, listActivations } from './query-activation.ts'
import { listAccounts, listLayers, listRewards } from './query-ledger.ts'
import { listMalfeasance, queryMalfeasance } from './query-malfeasance.ts'
import * as queries from './query-node.ts'

type Route = (context: ApiContext, body: unknown) => object

const v1 = 'spacemesh.v1'
const v2 = 'spacemesh.v2alpha1'

/** The public services by POST. v1 has paths of its own where the definitions give one. */
const routes: Readonly<Record<string, Route>> = {
  [`/${v2}.NodeService/Status`]: (context) => {
    const answer = queries.statusV2(context)
    return { ...answer, status: nodeStatusResponse_SyncStatusToJSON(answer.status) }
  },
  [`/${v2}.NetworkService/Info`]: (context) => networkInfo(context),
  [`/${v2}.ActivationService/List`]: (context, body) => listActivations(context, ActivationRequest.fromJSON(body)),
  [`/${v2}.ActivationService/ActivationsCount`]: (context, body) => countActivations(context, ActivationsCountRequest.fromJSON(body)),
  [`/${v2}.RewardService/List`]: (context, body) => listRewards(context, RewardRequest.fromJSON(body)),
  [`/${v2}.LayerService/List`]: (context, body) => ({
    layers: listLayers(context, LayerRequest.fromJSON(body)).layers.map((layer) => ({
      ...layer,
      status: layer_LayerStatusToJSON(layer.status),
    })),
  }),
  [`/${v2}.AccountService/List`]: (context, body) => listAccounts(context, AccountRequest.fromJSON(body)),
  [`/${v1}.ActivationService/Highest`]: (context) => highest(context),
  [`/${v1}.ActivationService/Get`]: (context, body) => getActivation(context, GetRequest.fromJSON(body)),
  [`/${v1}.NodeService/NodeInfo`]: (context) => queries.nodeInfo(context),
  [`/${v1}.MeshService/MalfeasanceQuery`]: (context, body) => malfeasanceQuery(context, body),
  '/v1/node/version': (context) => queries.versionOf(context),
  '/v1/node/build': (context) => queries.buildOf(context),
  '/v1/node/status': (context) => queries.statusV1(context),
  '/v1/mesh/genesistime': (context) => queries.genesisTime(context),
  '/v1/mesh/currentlayer': (context) => queries.currentLayer(context),
  '/v1/mesh/currentepoch': (context) => queries.currentEpoch(context),
  '/v1/mesh/epochnumlayers': (context) => queries.epochNumLayers(context),
  '/v1/mesh/layerduration': (context) => queries.layerDuration(context),
  '/v1/mesh/genesisid': (context) => queries.genesisIdOf(context),
}

const malfeasanceRoutes: Readonly<Record<string, Route>> = {
  [`/${v2}.MalfeasanceService/List`]: (context, body) => ({
    proofs: listMalfeasance(context, MalfeasanceRequest.fromJSON(body)).proofs.map((proof) => ({
      ...proof,
      domain: malfeasanceProof_MalfeasanceDomainToJSON(proof.domain),
    })),
  }),
}

function networkInfo(context: ApiContext): object {
  const { labelsPerUnit, ...answer } = queries.networkInfo(context)
  const times = {
    genesisTime: formatGoTime(queries.toldGenesisMs(context)),
    layerDuration: protoJsonDuration(queries.toldLayerMs(context)),
  }
  return { ...answer, ...times, ...(labelsPerUnit === 0n ? {} : { labelsPerUnit }) }
}

function malfeasanceQuery(context: ApiContext, body: unknown): object {
  const { proof } = queryMalfeasance(context, QueryRequest.fromJSON(body))
  return { proof: proof && { ...proof, kind: malfeasanceProof_MalfeasanceTypeToJSON(proof.kind) } }
}

const maximumBody = 10 * 1024 * 1024

/** Serves the JSON listener: only POST, only public services; everything else is told so in the gateway's words. */
export async function serveJson(context: ApiContext, host: string, port: number): Promise<Server> {
  const table = { ...routes, ...(context.version.malfeasanceService ? malfeasanceRoutes : {}) }
  const server = createServer((request, response) => {
    void answer({ request, table, context }).then(({ status, body }) => {
      response.writeHead(status, { 'Content-Type': 'application/json', Vary: 'Origin' }).end(body)
    })
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => done())
  })
  return server
}

interface Asked {
  readonly request: IncomingMessage
  readonly table: Readonly<Record<string, Route>>
  readonly context: ApiContext
}

async function answer({ request, table, context }: Asked): Promise<{ status: number; body: string }> {
  const text = await readBody(request)
  const { pathname } = new URL(request.url ?? '/', 'http://node')
  const route = table[pathname]
  if (!route) return gatewayError(5, 'Not Found')
  if (request.method !== 'POST') return gatewayError(12, 'Method Not Allowed')
  const error = text.trim() === '' ? null : goJsonError(text)
  if (error !== null) return gatewayError(3, error)
  try {
    return { status: 200, body: gatewayJson(route(context, text.trim() === '' ? {} : JSON.parse(text))) }
  } catch (thrown) {
    // guess: what the gateway says of a body that is JSON but not this message
    return thrown instanceof Fault ? gatewayError(thrown.code, thrown.message) : gatewayError(3, 'proto: syntax error')
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > maximumBody) return '{'
  }
  return text
}
