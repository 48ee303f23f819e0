import type { Server } from '@grpc/grpc-js'
import { Metadata, type ServerUnaryCall, type sendUnaryData, status, type UntypedServiceImplementation } from '@grpc/grpc-js'
import { ActivationServiceService } from '../../../../proto/generated/spacemesh/v1/activation.ts'
import { AdminServiceService } from '../../../../proto/generated/spacemesh/v1/admin.ts'
import { DebugServiceService } from '../../../../proto/generated/spacemesh/v1/debug.ts'
import { MeshServiceService } from '../../../../proto/generated/spacemesh/v1/mesh.ts'
import { NodeServiceService } from '../../../../proto/generated/spacemesh/v1/node.ts'
import { PostInfoServiceService, PostServiceService } from '../../../../proto/generated/spacemesh/v1/post.ts'
import { SmesherServiceService } from '../../../../proto/generated/spacemesh/v1/smesher.ts'
import { AccountServiceService } from '../../../../proto/generated/spacemesh/v2alpha1/account.ts'
import { ActivationServiceService as ActivationServiceV2 } from '../../../../proto/generated/spacemesh/v2alpha1/activation.ts'
import { LayerServiceService } from '../../../../proto/generated/spacemesh/v2alpha1/layer.ts'
import { MalfeasanceServiceService } from '../../../../proto/generated/spacemesh/v2alpha1/malfeasance.ts'
import { NetworkServiceService } from '../../../../proto/generated/spacemesh/v2alpha1/network.ts'
import { NodeServiceService as NodeServiceV2 } from '../../../../proto/generated/spacemesh/v2alpha1/node.ts'
import { RewardServiceService } from '../../../../proto/generated/spacemesh/v2alpha1/reward.ts'
import { type ApiContext, Fault } from './context.ts'
import { eventsStream, networkInfo, peerInfoStream } from './private-services.ts'
import { countActivations, getActivation, highest, listActivations } from './query-activation.ts'
import { listAccounts, listLayers, listRewards } from './query-ledger.ts'
import { listMalfeasance, queryMalfeasance } from './query-malfeasance.ts'
import * as queries from './query-node.ts'
import { postStates, smesherService } from './smesher-services.ts'

/** Every answer says what it is: a client that doesn't ask never sees it, and Smeshdesk never takes a simulator for a node. */
const simulated = new Metadata()
simulated.set('smeshdesk-simulated', '1')

/** A unary call from a function of context and request; a Fault becomes its status. */
function unary<Request, Response>(context: ApiContext, answer: (context: ApiContext, request: Request) => Response) {
  return (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>): void => {
    call.sendMetadata(simulated)
    try {
      done(null, answer(context, call.request))
    } catch (error) {
      const code = error instanceof Fault ? error.code : status.UNKNOWN
      done({ code, details: error instanceof Error ? error.message : String(error) })
    }
  }
}

const services = (server: Server, list: readonly (readonly [Parameters<Server['addService']>[0], UntypedServiceImplementation])[]) => {
  for (const [definition, implementation] of list) server.addService(definition, implementation)
}

/** Safe for the world: node, mesh, activations, network, bans. */
export function addPublicServices(server: Server, context: ApiContext): void {
  const { version } = context
  const on = <Request, Response>(answer: (context: ApiContext, request: Request) => Response) => unary(context, answer)
  services(server, [
    [
      NodeServiceService,
      {
        echo: unary(context, (_context, request: { msg: unknown }) => ({ msg: request.msg })),
        version: on(queries.versionOf),
        build: on(queries.buildOf),
        status: on(queries.statusV1),
        nodeInfo: on(queries.nodeInfo),
      },
    ],
    [
      MeshServiceService,
      {
        genesisTime: on(queries.genesisTime),
        currentLayer: on(queries.currentLayer),
        currentEpoch: on(queries.currentEpoch),
        genesisID: on(queries.genesisIdOf),
        epochNumLayers: on(queries.epochNumLayers),
        layerDuration: on(queries.layerDuration),
        malfeasanceQuery: on(queryMalfeasance),
      },
    ],
    [ActivationServiceService, { get: on(getActivation), highest: on(highest) }],
    [NodeServiceV2, { status: on(queries.statusV2) }],
    [NetworkServiceService, { info: on(queries.networkInfo) }],
  ])
  // before 1.6.1 the layout of these messages was another one: not simulated
  if (!version.looksForLegacyKey)
    services(server, [
      [ActivationServiceV2, { list: on(listActivations), activationsCount: on(countActivations) }],
      [RewardServiceService, { list: on(listRewards) }],
      [LayerServiceService, { list: on(listLayers) }],
      [AccountServiceService, { list: on(listAccounts) }],
    ])
  if (version.malfeasanceService) server.addService(MalfeasanceServiceService, { list: on(listMalfeasance) })
}

/** For the owner only: events, peers, smeshing, network. */
export function addPrivateServices(server: Server, context: ApiContext): void {
  services(server, [
    [AdminServiceService, { eventsStream: eventsStream(context), peerInfoStream: peerInfoStream(context) }],
    [SmesherServiceService, smesherService(context, (answer) => unary(context, answer))],
    [DebugServiceService, { networkInfo: unary(context, networkInfo) }],
  ])
  addRetiredCalls(server)
}

const nothing = () => Buffer.alloc(0)

/** Calls of older days: answered, but only to say so (docs/protocol.md §4). */
function addRetiredCalls(server: Server): void {
  const retired = {
    SmesherID: 'this endpoint has been deprecated, use `SmesherIDs` instead',
    MinGas: 'this endpoint is not implemented',
    SetMinGas: 'this endpoint is not implemented',
    EstimatedRewards: 'this endpoint is not implemented',
  }
  for (const [name, details] of Object.entries(retired)) {
    const refuse = (_call: unknown, done: sendUnaryData<Buffer>) => done({ code: status.UNIMPLEMENTED, details })
    server.register(`/spacemesh.v1.SmesherService/${name}`, refuse, nothing, nothing, 'unary')
  }
}

/** What post-services connect to. */
export function addPostServices(server: Server, context: ApiContext): void {
  services(server, [
    [PostServiceService, { register: (stream: Parameters<typeof context.clients.register>[0]) => context.clients.register(stream) }],
    [PostInfoServiceService, { postStates: unary(context, postStates) }],
  ])
}
