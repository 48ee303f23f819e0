import { join } from 'node:path'
import type { Api } from '../contract/api.ts'
import type { Handlers } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import type { NetworkWishes } from '../contract/model/network.ts'
import { parseAddress } from '../net/index.ts'
import { proposeNetwork } from '../networks/index.ts'
import { portFree } from '../processes/index.ts'
import type { Settings } from '../settings/index.ts'
import type { Folders } from './folders.io.ts'
import { done } from './rig-handlers.io.ts'
import type { Rigs } from './rigs.io.ts'
import type { Session } from './session.io.ts'

/** Ports that entries name, also of programs that do not run now. */
const namedPorts = ({ nodes, services }: Settings): ReadonlySet<number> =>
  new Set(
    [...nodes.flatMap(({ addresses }) => Object.values(addresses)), ...services.map(({ operatorAddress }) => operatorAddress)].flatMap(
      (address) => (address == null ? [] : (parseAddress(address)?.port ?? [])),
    ),
  )

async function propose(session: Session, folders: Folders, wishes: NetworkWishes) {
  const settings = session.settings.current()
  const named = namedPorts(settings)
  const path = folders.pathOf
  const { parent, node, service, postcli } = wishes
  const names = [...settings.nodes, ...settings.services, ...session.networks.rows()].map(({ name }) => name)
  return proposeNetwork(
    { ...wishes, parent: path(parent), node: path(node), service: path(service), postcli: path(postcli) },
    {
      names,
      isFree: async (port) => !named.has(port) && (await portFree(port)),
      logFile: join(session.settings.folder, 'logs', 'nodes', `${wishes.name}.log`),
      now: Date.now(),
    },
  )
}

/** A network of the person's own, in their own rig. */
export function networkHandlers({ rigs, folders }: { readonly rigs: Rigs; readonly folders: Folders }): Handlers<Api>['networks'] {
  const acts = async (act: (session: Session) => unknown) => {
    await act(rigs.acting())
    return { accepted: true as const }
  }
  return {
    plan: (wishes) => rigs.withOwn(async (session) => (await propose(session, folders, wishes)).plan),
    make: ({ wishes, hash }) =>
      rigs.withOwn(async (session) => {
        const { design, plan } = await propose(session, folders, wishes)
        if (plan.hash !== hash) throw new AppError('plan_changed')
        if (plan.faults.length > 0) throw new AppError('not_allowed')
        await session.networks.make(design)
        return { accepted: true as const }
      }),
    goOn: ({ name }) => acts((session) => session.networks.goOn(name)),
    rest: ({ name }) => acts((session) => session.networks.rest(name)),
    forget: ({ name }) => done(rigs.acting().networks.forget(name)),
  }
}
