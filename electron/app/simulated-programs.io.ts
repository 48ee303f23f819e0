import { setTimeout as wait } from 'node:timers/promises'
import { stopConsent } from '../contract/consent.ts'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { usersOfFolder } from '../processes/index.ts'
import { type NodeSettings, readSettings, resolvePaths } from '../settings/index.ts'
import { withClients } from './move-world/node-look.io.ts'
import type { Session } from './session.io.ts'

const answerLimitMs = 60_000
const pollMs = 100

/** Whether a node of the simulated rig in this folder runs: then it is opened again after a restart of the app. */
export async function stillRuns(folder: string): Promise<boolean> {
  const settings = await readSettings(folder)
  for (const { dataFolder } of settings === null ? [] : resolvePaths(settings, folder).nodes)
    if (dataFolder !== null && (await usersOfFolder(dataFolder)).users.length > 0) return true
  return false
}

async function untilAnswers(node: NodeSettings, closing: AbortSignal): Promise<void> {
  const deadline = performance.now() + answerLimitMs
  while (performance.now() < deadline) {
    closing.throwIfAborted()
    if ((await withClients(node, (clients) => clients.status())).kind === 'answer') return
    await wait(pollMs)
  }
  throw new AppError('start_failed', saw('no-answer', node.name))
}

export interface Starting {
  readonly step: (name: string, done: number) => void
  /** The app closes: nothing more is started. */
  readonly closing: AbortSignal
}

/** Starts the network node first, then the others, then the services; each step is told. */
export async function startPrograms({ settings, programs }: Session, { step, closing }: Starting): Promise<void> {
  const [first, ...others] = settings.current().nodes
  if (first !== undefined) {
    await programs.start({ kind: 'node', name: first.name })
    await untilAnswers(first, closing)
  }
  step('nodes', 2)
  for (const { name } of others) {
    closing.throwIfAborted()
    await programs.start({ kind: 'node', name })
  }
  await Promise.all(others.map((node) => untilAnswers(node, closing)))
  step('services', 3)
  for (const { name } of settings.current().services) {
    closing.throwIfAborted()
    await programs.start({ kind: 'service', name })
  }
}

/** Passes over one expected refusal. */
export const onlyNot =
  (code: AppError['code']) =>
  (error: unknown): void => {
    if (!(error instanceof AppError && error.code === code)) throw error
  }

/** Stops services, then nodes, the network last. What was ended already is no failure. */
export async function stopPrograms({ settings, programs }: Session): Promise<void> {
  const { nodes, services } = settings.current()
  const stop = (key: Parameters<typeof programs.stop>[0]) =>
    programs.stop(key, { words: stopConsent(key.name) }).catch(onlyNot('not_running'))
  await Promise.all(services.map(({ name }) => stop({ kind: 'service', name })))
  for (const { name } of [...nodes].reverse()) await stop({ kind: 'node', name })
}
