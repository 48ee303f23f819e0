import type { HeldAutostart } from '../autostart/index.ts'
import type { Api } from '../contract/api.ts'
import type { Handlers } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import type { Autostart } from '../contract/model/autostart.ts'
import type { SmesherId } from '../contract/model/basics.ts'
import type { Doctor } from '../doctor/index.ts'
import { followLog, logMeaning, withMeanings } from '../processes/index.ts'
import type { Mirror } from '../rpc/index.ts'
import type { Support } from '../support/index.ts'
import { binariesHandlers } from './binaries-handlers.ts'
import { certificateHandlers } from './certificates.io.ts'
import { configHandlers } from './config-handlers.io.ts'
import { doorHandlers } from './door/door-handlers.io.ts'
import { earnedByEpoch } from './earned-by-epoch.ts'
import type { Folders } from './folders.io.ts'
import { namedScan, withGiven } from './given-names.ts'
import { historyHandlers } from './history-handlers.ts'
import { networkHandlers } from './network-handlers.io.ts'
import { restartNode, startNode, stopNode } from './node-commands.io.ts'
import { giveLogFile, nodeLogFile } from './node-log-file.io.ts'
import { type NoticeDeps, noticeHandlers } from './notice-handlers.ts'
import { done, rigHandlers } from './rig-handlers.io.ts'
import type { Rigs } from './rigs.io.ts'
import type { Session } from './session.io.ts'
import { watchEarned, watchTimeline } from './timeline.io.ts'

interface HandlerDeps extends NoticeDeps {
  readonly mirror: Mirror
  readonly rigs: Rigs
  readonly folders: Folders
  readonly autostart: HeldAutostart
  readonly doctor: Doctor
  readonly support: Support
  readonly mayWrite: () => boolean
  readonly profileFolder: string
  readonly now: () => number
}

const accepted = { accepted: true as const }

const stateHandlers = (mirror: Mirror): Handlers<Api>['state'] => ({
  watchState: (input, context) => mirror.watch(input, context),
  setHidden: ({ hidden }, context) => {
    mirror.setHidden(hidden, context)
    return {}
  },
})

/** Answers once it is accepted; what comes of it is seen in the state. */
const accepts =
  <Input>(rigs: HandlerDeps['rigs'], act: (session: Session, input: Input) => Promise<unknown>) =>
  async (input: Input) => {
    await act(rigs.acting(), input)
    return accepted
  }

const nodeHandlers = ({ rigs }: HandlerDeps): Handlers<Api>['nodes'] => ({
  start: accepts(rigs, (session, { name }) => startNode(session, name)),
  stop: accepts(rigs, (session, { name, words }) => stopNode(session, { name, words })),
  restart: accepts(rigs, (session, { name, words }) => restartNode(session, { name, words })),
})

const keyHandlers = ({ rigs, folders }: HandlerDeps): Handlers<Api>['keys'] => {
  const withFolders = (next: (before: readonly string[]) => readonly string[]) =>
    done(
      rigs.withOwn(({ settings }) => settings.change((before) => ({ ...before, keyFolders: [...new Set(next(before.keyFolders ?? []))] }))),
    )
  return {
    look: () => {
      rigs.session().inventory.look()
      return accepted
    },
    stopLooking: () => {
      rigs.session().inventory.stop()
      return {}
    },
    addFolder: ({ handle }) => withFolders((before) => [...before, folders.pathOf(handle)]),
    forgetFolder: ({ path }) => withFolders((before) => before.filter((one) => one !== path)),
  }
}

const simulationHandlers = ({ rigs }: HandlerDeps): Handlers<Api>['simulation'] => ({
  setSpeed: async ({ speed }) => done(rigs.playground().setSpeed(speed)),
  break: async ({ what }) => done(rigs.playground().break(what)),
  mend: async ({ what }) => done(rigs.playground().mend(what)),
})

const serviceHandlers = ({ rigs }: HandlerDeps): Handlers<Api>['services'] => ({
  start: accepts(rigs, (session, { name }) => session.programs.start({ kind: 'service', name })),
  restart: accepts(rigs, (session, { name, words }) => session.programs.restart({ kind: 'service', name }, { words })),
  stop: accepts(rigs, (session, { name, words }) => session.programs.stop({ kind: 'service', name }, { words })),
})

/** The node whose folder the identity's key lies in now. Throws `not_found`. */
function sourceOf(session: Session, identity: SmesherId) {
  const row = session.rows().identities.find(({ id }) => id === identity)
  if (row?.node == null) throw new AppError('not_found')
  return row.node
}

const migrationHandlers = ({ rigs }: HandlerDeps): Handlers<Api>['migration'] => ({
  scan: async ({ identity, target }) => {
    const session = rigs.acting()
    const scan = await session.migration.scan({ identity, target, source: sourceOf(session, identity) })
    return namedScan(scan, session.settings.current())
  },
  // In turn with changes of the settings: what a move is about to hold is neither changed nor taken away meanwhile.
  begin: ({ identity, target, hash, words }) =>
    rigs.withOpen((session) => session.migration.begin({ identity, target, hash, words, source: sourceOf(session, identity) })),
  resume: accepts(rigs, (session, { batch, words }) => session.migration.resume(batch, words)),
  abort: accepts(rigs, (session, { batch }) => session.migration.abort(batch)),
  resolve: accepts(rigs, (session, { batch, how, words }) => session.migration.resolve(batch, how, words)),
  letGo: async ({ id, words }) => done(rigs.acting().migration.letGo(id, words)),
})

const identityHandlers = ({ rigs }: HandlerDeps): Handlers<Api>['identities'] => ({
  watchTimeline: ({ id }, { signal }) => watchTimeline(rigs.session().sight, id, signal),
  watchEarned: ({ id }, { signal }) => watchEarned(rigs.session().sight, id, signal),
  earnedByEpoch: () => {
    const { sight, rows } = rigs.session()
    const { identities, clocks, ofNode } = rows()
    return earnedByEpoch(
      identities.map(({ id }) => sight.earned(id)),
      (node) => {
        const key = (node === null ? undefined : ofNode.get(node)) ?? ''
        const times = clocks.get(key)
        return times === undefined ? null : { key, times }
      },
    )
  },
  describe: (given) =>
    done(
      rigs.withOpen(({ settings, rows }) => {
        const { identities } = rows()
        return settings.change((before) => withGiven(before, given, identities))
      }),
    ),
})

const helpHandlers = ({ doctor, support, mayWrite, profileFolder }: HandlerDeps): Pick<Handlers<Api>, 'doctor' | 'support'> => ({
  doctor: {
    run: () => {
      void doctor.run()
      return accepted
    },
    stop: () => {
      doctor.stop()
      return {}
    },
    watchRun: (_, { signal }) => doctor.watch(signal),
  },
  support: {
    prepare: () => support.prepare(),
    part: ({ id, name, from }) => support.part(id, name, from),
    save: ({ id }) => {
      if (!mayWrite()) throw new AppError('profile_in_use')
      return support.save(id, { folder: profileFolder })
    },
  },
})

const autostartHandlers = ({ autostart, mayWrite }: HandlerDeps): Handlers<Api>['autostart'] => {
  const acts = (act: () => Promise<Autostart>) => {
    if (!mayWrite()) throw new AppError('profile_in_use')
    return act()
  }
  return {
    show: () => autostart.show(),
    install: ({ seal }) => acts(() => autostart.install(seal)),
    remove: () => acts(() => autostart.remove()),
  }
}

/** Every call and watch of the contract, over whatever rig is open. */
export const createHandlers = (deps: HandlerDeps): Handlers<Api> => ({
  state: stateHandlers(deps.mirror),
  rig: rigHandlers(deps),
  simulation: simulationHandlers(deps),
  folders: {
    roots: () => deps.folders.roots(),
    children: ({ handle, ...options }) => deps.folders.children(handle, options),
    above: ({ handle }) => deps.folders.above(handle),
    named: (asked) => deps.folders.named(asked),
  },
  door: doorHandlers(deps),
  certificates: certificateHandlers(deps),
  config: configHandlers(deps),
  networks: networkHandlers(deps),
  identities: identityHandlers(deps),
  history: historyHandlers({ session: () => deps.rigs.session(), now: deps.now }),
  keys: keyHandlers(deps),
  binaries: binariesHandlers(deps),
  nodes: nodeHandlers(deps),
  services: serviceHandlers(deps),
  logs: {
    watchLog: async function* ({ kind, name }, { signal }) {
      const { programs, settings } = deps.rigs.session()
      const file = kind === 'node' ? nodeLogFile(settings.current(), programs, name) : programs.logFile({ kind, name })
      for await (const part of followLog(file, { signal }))
        yield { lines: withMeanings(kind, part.lines), reset: part.reset, phase: logMeaning(kind, part.lines), file }
    },
  },
  logFile: {
    give: ({ name, file }) => giveLogFile(deps.rigs, name, file === null ? null : deps.folders.pathOf(file)),
  },
  ...helpHandlers(deps),
  autostart: autostartHandlers(deps),
  ...noticeHandlers(deps),
  migration: migrationHandlers(deps),
})
