import type { ConfigCheckId } from '../contract/model/check-id.ts'
import { ipFamily, parseListener } from '../net/index.ts'
import { accountNetwork, coinbaseTrouble } from './coinbase.ts'
import { countOf, listOf, type Source, said, textOf } from './config-values.ts'

/** Something that a configuration says and a person would not want, or the node would refuse. */
export interface ConfigTrap {
  readonly id: Extract<
    ConfigCheckId,
    | 'coinbase-invalid'
    | 'coinbase-wrong-network'
    | 'private-listener-open'
    | 'private-services-public'
    | 'cors-open'
    | 'units-below-least'
    | 'poet-without-key'
  >
  readonly verdict: 'fail' | 'warn'
  readonly values: Readonly<Record<string, string>>
}

/** They tell what only the owner should know, or act for him (facts: spacemesh-protocol 1.11). */
const privateServices: readonly string[] = ['admin', 'smesher', 'debug', 'post', 'postinfo']

function accountTraps(source: Source, preset: string): ConfigTrap[] {
  const coinbase = said(source, 'smeshing', 'smeshing-coinbase') === undefined ? null : textOf(source, 'smeshing', 'smeshing-coinbase')
  if (coinbase === null) return []
  const network = textOf(source, 'main', 'network-hrp') ?? accountNetwork(preset)
  const id = coinbaseTrouble(coinbase, network)
  return id === null ? [] : [{ id, verdict: 'fail', values: { coinbase, network: network ?? '' } }]
}

/** `localhost` is the only name of which it is known where it leads. */
const onLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (ipFamily(host) === 4 && host.startsWith('127.'))

function listenerTraps(source: Source): ConfigTrap[] {
  const listener = textOf(source, 'api', 'grpc-private-listener')
  const host = listener === null ? null : (parseListener(listener)?.host ?? null)
  const open = listener !== null && host !== null && !onLoopback(host)
  const served = listOf(source, 'api', 'publicservices') ?? listOf(source, 'api', 'grpc-public-services') ?? []
  const shown = served.filter((name) => privateServices.includes(name.toLowerCase().replace(/_stream_v2alpha1$/, '')))
  const json = textOf(source, 'api', 'grpc-json-listener')
  const origins = listOf(source, 'api', 'grpc-cors-allowed-origins') ?? []
  const everyone = json !== null && origins.some((origin) => origin === '*')
  return [
    ...(open ? [{ id: 'private-listener-open', verdict: 'warn', values: { listener: listener ?? '' } } as const] : []),
    ...(shown.length > 0 ? [{ id: 'private-services-public', verdict: 'warn', values: { services: shown.join(', ') } } as const] : []),
    ...(everyone ? [{ id: 'cors-open', verdict: 'warn', values: { json: json ?? '' } } as const] : []),
  ]
}

function unitTraps(source: Source): ConfigTrap[] {
  const units = countOf(source, 'smeshing.smeshing-opts', 'smeshing-opts-numunits')
  const least = countOf(source, 'post', 'post-min-numunits')
  if (units === null || least === null || units >= least) return []
  return [{ id: 'units-below-least', verdict: 'fail', values: { units: String(units), least: String(least) } }]
}

/** What of a configuration is a trap by itself; `keyless`: PoETs without a public key. */
export const trapsOf = (
  source: Source,
  { preset, keyless }: { readonly preset: string; readonly keyless: readonly string[] },
): ConfigTrap[] => [
  ...accountTraps(source, preset),
  ...listenerTraps(source),
  ...unitTraps(source),
  ...keyless.map((address) => ({ id: 'poet-without-key', verdict: 'warn', values: { address } }) as const),
]
