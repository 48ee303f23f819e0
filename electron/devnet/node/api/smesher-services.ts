import type { ServerUnaryCall, sendUnaryData, UntypedServiceImplementation } from '@grpc/grpc-js'
import { PostState_State, PostStatesResponse } from '../../../../proto/generated/spacemesh/v1/post.ts'
import {
  type CoinbaseResponse,
  type IsSmeshingResponse,
  type PostConfigResponse,
  PostSetupProvider_DeviceType,
  PostSetupProvidersResponse,
  PostSetupStatus_State,
  PostSetupStatusResponse,
  type SetCoinbaseRequest,
  SetCoinbaseResponse,
  type SmesherIDsResponse,
  StopSmeshingResponse,
} from '../../../../proto/generated/spacemesh/v1/smesher.ts'
import { coinbaseError } from '../config/coinbase.ts'
import { type ApiContext, Fault } from './context.ts'

const failedPrecondition = 9
const invalidArgument = 3
const internal = 13
const notSupervised = 'node is not configured for supervised smeshing'

/** One entry per registered signer, in an order of its own each time. A supervised identity shows only after its set-up. */
export const postStates = ({ states, supervised }: ApiContext): PostStatesResponse =>
  PostStatesResponse.fromPartial({
    states: supervised
      ? []
      : states.all(Math.random).map(({ identity, state }) => ({
          id: Buffer.from(identity.id),
          state: PostState_State[state],
          name: identity.name,
        })),
  })

type Unary = <Request, Response>(
  answer: (context: ApiContext, request: Request) => Response,
) => (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>) => void

/** The set-up calls, refusals included (docs/protocol.md §4, e2e/recordings/README.md, 2 and 12). */
export const smesherService = (context: ApiContext, unary: Unary): UntypedServiceImplementation => ({
  isSmeshing: unary(({ supervised }): IsSmeshingResponse => {
    if (!supervised) throw new Fault(failedPrecondition, notSupervised)
    return { isSmeshing: true }
  }),
  startSmeshing: unary(({ supervised }) => {
    // guess: the initialisation that a supervised node starts in spite of its answer is not simulated
    throw supervised ? new Fault(internal, 'failed to start smeshing: already started') : new Fault(failedPrecondition, notSupervised)
  }),
  stopSmeshing: (_call: unknown, done: sendUnaryData<StopSmeshingResponse>) => {
    // a supervised node gave no answer within 30 s: neither does this one
    if (context.supervised) return
    context.stopSmeshing()
    done(null, StopSmeshingResponse.fromPartial({ status: {} }))
  },
  smesherIDs: unary(
    ({ identities, supervised }): SmesherIDsResponse => ({ publicKeys: supervised ? [] : identities.map(({ id }) => Buffer.from(id)) }),
  ),
  coinbase: unary(({ coinbase }): CoinbaseResponse => ({ accountId: { address: coinbase.current } })),
  setCoinbase: unary(setCoinbase),
  postSetupStatus: unary(() => PostSetupStatusResponse.fromPartial({ status: { state: PostSetupStatus_State.STATE_NOT_STARTED } })),
  postSetupProviders: unary(() =>
    // the CPU is called a GPU: the node casts the library's value without mapping it
    PostSetupProvidersResponse.fromPartial({
      providers: [{ id: 4_294_967_295, model: '[CPU] scrypt-jane', deviceType: PostSetupProvider_DeviceType.DEVICE_CLASS_GPU }],
    }),
  ),
  postConfig: unary(
    ({ config: { post } }): PostConfigResponse => ({
      bitsPerLabel: 128,
      labelsPerUnit: BigInt(post.labelsPerUnit),
      minNumUnits: post.minUnits,
      maxNumUnits: post.maxUnits,
      k1: post.k1,
      k2: post.k2,
    }),
  ),
})

/** Only for this run: the config file keeps its own. */
function setCoinbase(context: ApiContext, { id }: SetCoinbaseRequest): SetCoinbaseResponse {
  if (!id) throw new Fault(invalidArgument, '`Id` must be provided')
  const error = coinbaseError(id.address, context.config.hrp)
  if (error) throw new Fault(invalidArgument, `could not parse address ${id.address}: ${error}`)
  context.coinbase.current = id.address
  return SetCoinbaseResponse.fromPartial({ status: {} })
}
