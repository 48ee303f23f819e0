import type { Check } from '../contract/model/basics.ts'
import { check } from '../contract/model/verdicts.ts'
import type { State } from '../contract/state.ts'
import { createSurroundings } from '../inventory/index.ts'
import { loadNodeConfig } from '../nodes/index.ts'
import { serviceCommandLine } from '../post/index.ts'
import { listensOn, portOpen } from '../processes/index.ts'
import type { NodeSettings, ServiceSettings, Settings } from '../settings/index.ts'
import { diskFloor } from '../sight/index.ts'
import { canRun, enoughSpace, exposedListeners, exposedOperator, keyFolder, operatorPort } from './judge.ts'
import {
  freeAt,
  identitiesOf,
  lookAtClock,
  lookAtDataFiles,
  lookAtDisks,
  lookAtMemory,
  lookAtProfile,
  lookAtProfileSpace,
  lookAtProgram,
  lookForNewer,
  lookWhereItLies,
  modeOf,
} from './looks.io.ts'
import { computerPlace, identitiesPlace, keysPlace, type Look, nodePlace, nodesPlace, profilePlace, servicePlace } from './results.ts'
import { identityChecks, keyChecks, nodeChecks, nodesTogether, serviceChecks } from './row-checks.ts'

/** What the doctor goes through. */
export interface Patient {
  readonly profileFolder: string
  /** As pages are shown it. */
  readonly state: State
  /** With absolute paths; `null` while they can't be read or no rig is open. */
  readonly settings: Settings | null
  /** The profile is this process's; `elsewhere`: another Smeshdesk's, which is as it should be for one that only looks. */
  readonly profileIs: 'ours' | 'elsewhere' | 'lost'
}

type Around = ReturnType<ReturnType<typeof createSurroundings>['begin']>

const programLook = async (path: string | null): Promise<Check[]> => (path === null ? [] : [canRun(path, await lookAtProgram(path))])

function nodeLooks(
  { name, program, arguments: args, dataFolder }: NodeSettings,
  { profileFolder, state }: Patient,
  around: Around,
): Look[] {
  const of = nodePlace(name)
  const row = state.nodes[name]
  const found = new Set(row?.findings.map(({ id }) => id))
  const floor = row?.simulated === true ? diskFloor.simulated : diskFloor.real
  const folder = dataFolder
  return [
    { of, look: () => (row === undefined ? [check.unknown('node-answers', { node: name, reach: 'unknown' })] : nodeChecks(row)) },
    { of, look: () => programLook(program) },
    // Of a node on another machine nothing says where it listens.
    ...(folder === null && args.length === 0
      ? []
      : [{ of, look: async () => exposedListeners(name, await loadNodeConfig(args, profileFolder, dataFolder)) }]),
    ...(folder === null
      ? []
      : [
          { of, look: async () => [keyFolder(identitiesOf(folder), await modeOf(identitiesOf(folder)))] },
          { of, look: async () => [await lookWhereItLies(folder, around)] },
          {
            of,
            // What is found of it anyway stands in its row.
            look: async () =>
              found.has('disk-floor') || found.has('disk-unread')
                ? []
                : [enoughSpace('node-space', { path: folder, free: await freeAt(folder), floor })],
          },
        ]),
  ]
}

const aboutPort = ['service-operator-not-ours', 'service-running-operator-port-taken-silently', 'service-operator-of-another']

function serviceLooks(entry: ServiceSettings, { state }: Patient, around: Around): Look[] {
  const { name, program, dataFolder, node, operatorAddress: address, arguments: args } = entry
  const of = servicePlace(name, node)
  const row = state.services[name]
  const listener = serviceCommandLine(args).operatorAddress
  const port = async (): Promise<Check[]> => {
    // Whose process answers on another machine can't be seen from here.
    if (row === undefined || address === null || dataFolder === null || row.findings.some(({ id }) => aboutPort.includes(id))) return []
    const { pid, state: is } = row.slot
    const runs = is === 'running' || is === 'external'
    // One that has the port and answers nothing, as where it stands still, is not known to answer.
    const isSilent = Object.values(state.identities).some((one) => one.service === name && one.cell.operator === 'unreachable')
    const own = pid === null || isSilent ? 'unknown' : listensOn(pid, address)
    return [operatorPort({ service: name, address, runs, port: runs ? 'unknown' : await portOpen(address), own })]
  }
  return [
    { of, look: () => (row === undefined ? [check.unknown('service-runs', { service: name, state: 'unknown' })] : serviceChecks(row)) },
    { of, look: port },
    ...(dataFolder === null
      ? []
      : [
          { of, look: async () => [await lookAtDataFiles(name, dataFolder)] },
          { of, look: async () => [await lookWhereItLies(dataFolder, around)] },
        ]),
    { of, look: () => programLook(program) },
    ...(listener === null ? [] : [{ of, look: () => [exposedOperator(name, listener)] }]),
  ]
}

function profileLooks({ profileFolder: folder, state, settings, profileIs }: Patient): Look[] {
  const { problem } = state.rig
  const held = profileIs === 'ours' ? 'pass' : profileIs === 'elsewhere' ? 'pass' : 'fail'
  // Of a folder without a rig nothing is in order: its name may be mistyped.
  const read = problem !== null ? 'fail' : settings === null || settings.nodes.length + settings.services.length === 0 ? 'unknown' : 'pass'
  const looks: Look['look'][] = [
    () => [check[read]('settings-in-order', { path: state.rig.settingsFile, detail: problem?.detail ?? '' }, problem?.detail ?? '')],
    () => [check[held]('profile-held', { path: folder, by: profileIs })],
    () => lookAtProfile(folder),
    async () => [await lookAtProfileSpace(folder)],
    () => lookForNewer(folder),
  ]
  return looks.map((look) => ({ of: profilePlace, look }))
}

/** Every look of one run, in the order in which it is made. */
export function looksOf(patient: Patient): readonly Look[] {
  const { state, settings } = patient
  const around = createSurroundings().begin()
  const services = settings?.services ?? []
  const fast = services.filter(({ program, arguments: args }) => program !== null && serviceCommandLine(args).fast).length
  const identities = identityChecks(Object.values(state.identities))
  return [
    ...profileLooks(patient),
    { of: computerPlace, look: async () => [await lookAtClock()] },
    { of: computerPlace, look: () => lookAtMemory(fast) },
    // Simulated ones read nothing.
    { of: computerPlace, look: async () => (settings === null || settings.simulated ? [] : lookAtDisks(settings)) },
    { of: nodesPlace, look: () => nodesTogether(Object.values(state.nodes)) },
    ...(settings?.nodes ?? []).flatMap((node) => nodeLooks(node, patient, around)),
    ...services.flatMap((service) => serviceLooks(service, patient, around)),
    ...identities.map(({ row, check: one }): Look => ({ of: identitiesPlace(row?.id ?? '', row?.name ?? ''), look: () => [one] })),
    ...(settings === null ? [] : [{ of: keysPlace, look: () => keyChecks(state) }]),
  ]
}
