import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RigName, SmesherId } from '../../electron/contract/model/basics.ts'
import type { BatchRow, MoveScan } from '../../electron/contract/model/migration.ts'
import type { RigDescription } from '../../electron/devnet/rig/description.ts'
import { makeIdentityKey } from '../../electron/devnet/rig/identity-key.ts'
import { until } from '../host/until.ts'
import type { AppLife } from '../kill/app-under-kill.ts'
import type { KillRig } from '../kill/rig.ts'
import { launch, type Program, pidsOf } from '../kill/running.ts'
import { countCopies } from '../oracle/key-copies.ts'
import { readKeyFolders } from '../oracle/key-folders.ts'
import { judgeIdentity, parseOracle, type SignedAct } from '../oracle/signed-acts.ts'
import { isAlive } from '../processes/fake-service.ts'

type Node = RigDescription['nodes'][number]

/** To ports that nobody else of the rig has: its nodes are a thousand apart, two of them a hundred at p2p. */
const portsApart = 300
const begunDeadlineMs = 120_000
const rowDeadlineMs = 120_000

export const at = ({ folder }: KillRig, ...names: string[]): string => join(folder, ...names)
export const traveller = (rig: KillRig): SmesherId => SmesherId.parse(rig.ids.a1 ?? '')
export const keyText = (rig: KillRig): string => rig.keyTexts.a1 ?? ''

/** As somebody edits them while no app runs. */
export function editNodes(rig: KillRig, change: (nodes: readonly Node[]) => readonly unknown[]): void {
  const settings = rig.settings()
  writeFileSync(at(rig, 'settings.json'), JSON.stringify({ ...settings, nodes: change(settings.nodes) }, null, 2))
}
export const editNode = (rig: KillRig, name: string, change: (node: Node) => unknown): void =>
  editNodes(rig, (nodes) => nodes.map((node) => (node.name === name ? change(node) : node)))

export function nodeNamed(rig: KillRig, name: string): Node {
  const node = rig.settings().nodes.find((one) => one.name === name)
  if (node === undefined) throw new Error(`no node ${name}`)
  return node
}
const programOf = (node: Pick<Node, 'name' | 'program' | 'arguments' | 'dataFolder'>): Program => ({
  ...node,
  sign: ['-d', node.dataFolder] as const,
})

const movedPort = (text: string) => text.replace(/\d+$/, (port) => String(Number(port) + portsApart))

/** Folder and config of one more node beside A, which nobody has started yet, and no settings name. */
export function anotherNode(rig: KillRig, name: string): Node {
  const like = nodeNamed(rig, 'A')
  const config = JSON.parse(readFileSync(at(rig, 'A.json'), 'utf8')) as { api: Record<string, string>; p2p: { listen: string } }
  config.api = Object.fromEntries(Object.entries(config.api).map(([key, address]) => [key, movedPort(address)]))
  config.p2p.listen = movedPort(config.p2p.listen)
  writeFileSync(at(rig, `${name}.json`), JSON.stringify(config))
  mkdirSync(at(rig, name, 'identities'), { recursive: true, mode: 0o700 })
  writeFileSync(at(rig, name, '.smeshdesk-simulated'), '')
  // Without any key it would make a local.key, beside which no other one loads.
  writeFileSync(at(rig, name, 'identities', 'own.key'), makeIdentityKey().text, { mode: 0o600 })
  const genesis = like.arguments.find((word) => word.startsWith('--genesis-time')) ?? ''
  const addresses = Object.fromEntries(Object.entries(like.addresses).map(([key, address]) => [key, movedPort(address)]))
  return {
    ...like,
    name,
    dataFolder: at(rig, name),
    addresses: addresses as Node['addresses'],
    arguments: ['-c', at(rig, `${name}.json`), genesis, '-d', at(rig, name), '--filelock', at(rig, `${name}.lock`)],
  }
}

/** A folder with everything in it, as it is copied to another disk. */
export const copyFolder = (rig: KillRig, from: string, to: string): void => cpSync(at(rig, from), at(rig, to), { recursive: true })

/** Starts a node as somebody else does; resolves when its JSON listener answers. */
export async function startNode(rig: KillRig, node: Node): Promise<number> {
  launch(rig, programOf(node))
  await until(`${node.name} answers`, { deadlineMs: 60_000, everyMs: 100 }, () =>
    fetch(`http://${node.addresses.json}/v1/node/status`, { method: 'POST', signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  return pidsNow(node)[0] ?? 0
}

export const pidsNow = (node: Node): readonly number[] => pidsOf(programOf(node))

export async function endNode(node: Node): Promise<void> {
  const pids = pidsNow(node)
  for (const pid of pids) process.kill(pid, 'SIGTERM')
  await until(`${node.name} ends`, { deadlineMs: 30_000 }, () => !pids.some(isAlive))
}

/** So many layers of the network, by the clock. */
export const layersPass = ({ layout }: KillRig, layers: number): Promise<unknown> => {
  const over = Date.now() + layers * layout.layerMs
  return until(`${layers} layers pass`, { deadlineMs: layers * layout.layerMs + 5_000 }, () => Date.now() >= over)
}

const acts = (rig: KillRig): SignedAct[] => parseOracle(readFileSync(rig.oracleFile, { encoding: 'utf8', flag: 'a+' }))
/** What the network's own record says against the identity that travels. */
export const violations = (rig: KillRig): readonly string[] => judgeIdentity(acts(rig), traveller(rig)).violations
export const signedBy = (rig: KillRig): readonly string[] => [
  ...new Set(acts(rig).flatMap(({ id, node }) => (id === traveller(rig) ? [node] : []))),
]
/** The network signs with the identity: a second node with it would be seen at once. */
export const untilSigning = (rig: KillRig): Promise<unknown> =>
  until('the identity signs', { deadlineMs: 120_000, everyMs: 200 }, () =>
    acts(rig).some(({ id, act }) => id === traveller(rig) && act === 'hare'),
  )

/** Folders of these nodes whose next start loads the key. */
export const loadableIn = (rig: KillRig, ...folders: string[]): readonly string[] =>
  folders.filter((folder) => countCopies(readKeyFolders([at(rig, folder, 'identities')]), keyText(rig)).loadable.length > 0)

const asked = (rig: KillRig, target: string) => ({ identity: traveller(rig), target: RigName.parse(target) })

/** Looks until a check says what is wanted; gives the whole look. */
export async function scanUntil(app: AppLife, rig: KillRig, check: { id: string; verdict: string }): Promise<MoveScan> {
  let seen = 'nothing was answered'
  return until(`${check.id} says ${check.verdict}`, { deadlineMs: 60_000, everyMs: 200 }, async () => {
    const scan = await app.client.migration.scan(asked(rig, 'B')).catch((error: unknown) => String(error))
    if (typeof scan === 'string') seen = scan
    else seen = scan.checks.flatMap(({ id, verdict, evidence }) => (verdict === 'pass' ? [] : [`${id} ${verdict}: ${evidence}`])).join('; ')
    return typeof scan !== 'string' && scan.checks.some(({ id, verdict }) => id === check.id && verdict === check.verdict) ? scan : null
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; open: ${seen}`)
  })
}

/** A plan that is overtaken by an ATX is made again, as a person does. */
export async function begin(app: AppLife, rig: KillRig, target: string): Promise<string> {
  let open = ''
  return until('a move that has begun', { deadlineMs: begunDeadlineMs, everyMs: 200 }, async () => {
    const scan = await app.client.migration.scan(asked(rig, target)).catch(() => null)
    open =
      scan?.checks.flatMap(({ id, verdict, evidence }) => (verdict === 'pass' ? [] : [`${id} ${verdict}: ${evidence}`])).join('; ') ?? open
    const plan = scan?.plan ?? null
    if (plan === null) return null
    const begun = app.client.migration.begin({ ...asked(rig, target), hash: plan.hash, words: plan.consentWords })
    return begun.then(({ batch }) => batch).catch(() => null)
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; open: ${open}`)
  })
}

export const whenRow = (app: AppLife, batch: string, wanted: (row: BatchRow) => boolean): Promise<BatchRow> =>
  app.mirror
    .when('the move is as wanted', rowDeadlineMs, ({ batches }) => {
      const row = batches[batch]
      return row !== undefined && wanted(row) ? row : null
    })
    .catch((error: unknown) => {
      const row = app.row(batch)
      const problem = row?.problem == null ? '' : `${row.problem.code} ${row.problem.detail}`
      throw new Error(`${String(error)}; it is ${row?.state} ${row?.activity} ${row?.doing} ${problem}`)
    })

const isNews = (before: BatchRow) => (row: BatchRow) => row.activity !== 'running' && row.journalHead !== before.journalHead

/** A person lets it go on; gives the row when it rests again. */
export async function resume(app: AppLife, batch: string): Promise<BatchRow> {
  const row = await whenRow(app, batch, ({ activity }) => activity !== 'running')
  await app.client.migration.resume({ batch, words: row.plan.consentWords })
  return whenRow(app, batch, isNews(row))
}

/** Where it comes to rest when a person lets it go on. */
export async function end(app: AppLife, batch: string): Promise<Pick<BatchRow, 'state' | 'problem'>> {
  const { state, problem } = await resume(app, batch)
  return { state, problem }
}
