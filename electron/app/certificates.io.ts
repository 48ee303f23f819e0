import { join, resolve } from 'node:path'
import { optionIn } from '../arguments/index.ts'
import {
  CertificateStore,
  type CertificateWatch,
  type UsedPlace,
  watchCertificates,
  withNodeTls,
  withServiceTls,
} from '../certificates/index.ts'
import type { Api } from '../contract/api.ts'
import type { Handlers } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import type { Faults } from '../faults/index.ts'
import { parseAddress } from '../net/index.ts'
import { loadNodeConfig } from '../nodes/index.ts'
import type { NodeSettings, ServiceSettings, Settings } from '../settings/index.ts'
import { systemClock } from '../time/index.ts'
import type { Folders } from './folders.io.ts'
import { checkFree } from './held-entries.io.ts'
import type { RigSettings } from './rig-settings.io.ts'
import type { Rigs } from './rigs.io.ts'

const hostIn = (address: string | null): string | null =>
  parseAddress((address ?? '').replace(/^https?:\/\//i, '').replace(/\/.*$/, ''))?.host ?? null

/** What a node's listener shows, and what Smeshdesk itself shows to it. */
async function usedByNode(node: NodeSettings, startedIn: string): Promise<UsedPlace[]> {
  const { name, arguments: args, dataFolder, addresses, tls } = node
  const own: UsedPlace[] = []
  if (tls !== undefined) {
    const host = tls.domain ?? hostIn(addresses.post)
    own.push({
      role: 'service',
      path: tls.cert,
      keyPath: tls.key,
      authorityPath: tls.ca,
      host: null,
      node: name,
      of: 'smeshdesk',
      usedBy: name,
    })
    // By it the node is judged, so that it has to be one itself.
    own.push({ role: 'authority', path: tls.ca, keyPath: null, authorityPath: null, host: null, node: name, of: host ?? '', usedBy: name })
  }
  const { ca, cert, key } =
    dataFolder === null ? { ca: null, cert: null, key: null } : (await loadNodeConfig(args, startedIn, dataFolder)).tlsFiles
  if (cert === null) return own
  const at = (path: string | null) => (path === null ? null : resolve(startedIn, path))
  return [
    ...own,
    {
      role: 'node',
      path: resolve(startedIn, cert),
      keyPath: at(key),
      authorityPath: at(ca),
      host: null,
      node: name,
      of: name,
      usedBy: name,
    },
  ]
}

/** Of a service on another machine the paths lead nowhere here. */
function usedByService({ name, node, arguments: args, dataFolder }: ServiceSettings, startedIn: string): UsedPlace[] {
  const at = (option: string) => {
    const path = optionIn(args, [option])
    return path === null || path === '' ? null : resolve(startedIn, path)
  }
  const path = at('cert')
  if (dataFolder === null || path === null) return []
  return [{ role: 'service', path, keyPath: at('key'), authorityPath: at('ca-cert'), host: null, node, of: name, usedBy: name }]
}

const usedIn = async ({ nodes, services }: Settings, startedIn: string): Promise<UsedPlace[]> => [
  ...(await Promise.all(nodes.map((node) => usedByNode(node, startedIn)))).flat(),
  ...services.flatMap((service) => usedByService(service, startedIn)),
]

export interface Certificates {
  readonly store: CertificateStore
  readonly watch: CertificateWatch
}

/** The certificates of an open rig: those in its profile, and those that its entries name. */
export function openCertificates(settings: Pick<RigSettings, 'folder' | 'current'>, faults: Faults): Certificates {
  const store = new CertificateStore({ folder: join(settings.folder, 'certificates'), now: systemClock.now })
  const watch = watchCertificates({
    store,
    used: () => usedIn(settings.current(), settings.folder),
    clock: systemClock,
    barrier: { failed: (error) => void faults.tell('looking at certificates', error) },
  })
  return { store, watch }
}

/** `host:port` for a command line. Throws `address_refused`. */
function addressOf(text: string): string {
  if (parseAddress(text) === null) throw new AppError('address_refused', saw('no-host-port', text))
  return text.trim()
}

export function certificateHandlers({ rigs, folders }: { readonly rigs: Rigs; readonly folders: Folders }): Handlers<Api>['certificates'] {
  return {
    make: (asked) =>
      rigs.withOwn(async ({ certificates, settings }) => {
        settings.node(asked.node)
        await certificates.store.make(asked)
        certificates.watch.look()
        return {}
      }),
    use: ({ kind, node, name, address }) =>
      rigs.withOwn(async (session) => {
        const dials = addressOf(address)
        const files = await session.certificates.store.newest({ node, service: kind === 'node' ? null : name })
        checkFree(session, { kind, name: kind === 'node' ? node : name })
        await session.settings.change((before) =>
          kind === 'node'
            ? {
                ...before,
                nodes: before.nodes.map((one) =>
                  one.name === node ? { ...one, arguments: withNodeTls(one.arguments, files, dials) } : one,
                ),
              }
            : {
                ...before,
                services: before.services.map((one) =>
                  one.name === name ? { ...one, arguments: withServiceTls(one.arguments, files, dials) } : one,
                ),
              },
        )
        return {}
      }),
    save: ({ node, service, folder }) =>
      rigs.withOwn(async ({ certificates }) => ({ folder: await certificates.store.save({ node, service }, folders.pathOf(folder)) })),
  }
}
