import type { Api } from '../contract/api.ts'
import type { Handlers } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import type { SmesherId } from '../contract/model/basics.ts'
import { followLog } from '../processes/index.ts'
import type { Mirror } from '../rpc/index.ts'
import type { Settings } from '../settings/index.ts'
import type { Folders } from './folders.io.ts'
import { newNode, newService } from './new-entries.ts'
import type { Rigs } from './rigs.io.ts'
import type { Session } from './session.io.ts'
import { watchTimeline } from './timeline.io.ts'

interface HandlerDeps {
  readonly mirror: Mirror
  readonly rigs: Rigs
  readonly folders: Folders
}

const accepted = { accepted: true as const }

const stateHandlers = (mirror: Mirror): Handlers<Api>['state'] => ({
  watchState: (input, context) => mirror.watch(input, context),
  setHidden: ({ hidden }, context) => {
    mirror.setHidden(hidden, context)
    return {}
  },
})

/** Changes the settings of the user's own rig. */
const change = (rigs: Rigs, next: (before: Settings) => Settings): Promise<Record<string, never>> =>
  rigs.withOwn(async ({ settings }) => {
    await settings.change(next)
    return {}
  })

const rigHandlers = ({ rigs, folders }: HandlerDeps): Handlers<Api>['rig'] => ({
  startSimulated: () => {
    rigs.startSimulated()
    return accepted
  },
  stopSimulated: () => {
    rigs.stopSimulated()
    return accepted
  },
  addNode: (input) => change(rigs, (before) => ({ ...before, nodes: [...before.nodes, newNode(before, input, folders.pathOf)] })),
  addService: (input) =>
    change(rigs, (before) => ({ ...before, services: [...before.services, newService(before, input, folders.pathOf)] })),
  remove: ({ kind, name }) =>
    change(rigs, (before) =>
      kind === 'node'
        ? { ...before, nodes: before.nodes.filter((node) => node.name !== name) }
        : { ...before, services: before.services.filter((service) => service.name !== name) },
    ),
})

const nodeHandlers = ({ rigs }: HandlerDeps): Handlers<Api>['nodes'] => ({
  start: async ({ name }) => {
    await rigs.session().services.start({ kind: 'node', name })
    return accepted
  },
  stop: async ({ name, words }) => {
    await rigs.session().services.stop({ kind: 'node', name }, { words })
    return accepted
  },
  restart: async ({ name, words }) => {
    const { services } = rigs.session()
    await services.stop({ kind: 'node', name }, { words })
    await services.start({ kind: 'node', name })
    return accepted
  },
})

const serviceHandlers = ({ rigs }: HandlerDeps): Handlers<Api>['services'] => ({
  start: async ({ name }) => {
    await rigs.session().services.start({ kind: 'service', name })
    return accepted
  },
  restart: async ({ name, words }) => {
    const { services } = rigs.session()
    await services.stop({ kind: 'service', name }, { words })
    await services.start({ kind: 'service', name })
    return accepted
  },
  stop: async ({ name, words }) => {
    await rigs.session().services.stop({ kind: 'service', name }, { words })
    return accepted
  },
})

/** The node whose folder the identity's key lies in now. Throws `not_found`. */
function sourceOf(session: Session, identity: SmesherId) {
  const row = session.rows().identities.find(({ id }) => id === identity)
  if (row?.node == null) throw new AppError('not_found', 'no node is known to hold this identity')
  return row.node
}

const migrationHandlers = ({ rigs }: HandlerDeps): Handlers<Api>['migration'] => ({
  scan: ({ identity, target }) => {
    const session = rigs.session()
    return session.migration.scan({ identity, target, source: sourceOf(session, identity) })
  },
  begin: ({ identity, target, hash, words }) => {
    const session = rigs.session()
    return session.migration.begin({ identity, target, hash, words, source: sourceOf(session, identity) })
  },
  resume: async ({ batch, words }) => {
    await rigs.session().migration.resume(batch, words)
    return accepted
  },
  abort: async ({ batch }) => {
    await rigs.session().migration.abort(batch)
    return accepted
  },
})

/** Every call and watch of the contract, over whatever rig is open. */
export const createHandlers = (deps: HandlerDeps): Handlers<Api> => ({
  state: stateHandlers(deps.mirror),
  rig: rigHandlers(deps),
  folders: { roots: () => deps.folders.roots(), children: ({ handle, programs }) => deps.folders.children(handle, programs) },
  identities: { watchTimeline: ({ id }, { signal }) => watchTimeline(deps.rigs.session().sight, id, signal) },
  nodes: nodeHandlers(deps),
  services: serviceHandlers(deps),
  logs: {
    watchLog: async function* ({ kind, name }, { signal }) {
      const { services } = deps.rigs.session()
      for await (const part of followLog(services.logFile({ kind, name }), { signal }))
        yield { lines: [...part.lines], reset: part.reset, phase: kind === 'service' ? services.phase(name) : null }
    },
  },
  migration: migrationHandlers(deps),
})
