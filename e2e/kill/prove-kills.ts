import { readFileSync } from 'node:fs'
import { until } from '../host/until.ts'
import { countCopies } from '../oracle/key-copies.ts'
import { readKeyFolders } from '../oracle/key-folders.ts'
import { judgeIdentity, parseOracle } from '../oracle/signed-acts.ts'
import type { Travel } from './begin.ts'
import { type CopiesWatch, watchCopies } from './copies-watch.ts'
import { isBanned, letLive, startAll } from './hostile-init.ts'
import type { PlannedMove } from './plan.ts'
import { type KillReport, type PlanFigures, reportOf } from './report.ts'
import { type KillRig, makeRig } from './rig.ts'
import { endAll } from './running.ts'
import type { MoveResult } from './struck-move.ts'

/** The identity that travels. */
const traveller = 'a1'
/** Who always lives at a node. What one of them leaves for has never had its rows: only then is there most to put back. */
const residents: Readonly<Record<string, string>> = { A: 'a2', B: 'b1' }
const travellerOf = (rig: KillRig): string => rig.ids[traveller] ?? ''
const signsDeadlineMs = 90_000

const actsOf = ({ oracleFile }: KillRig) => parseOracle(readFileSync(oracleFile, { encoding: 'utf8', flag: 'a+' }))

/** From then on a second node with the key would be seen at once: it would sign every layer. */
async function untilSigning(rig: KillRig, id: string): Promise<void> {
  await until('the identity signs', { deadlineMs: signsDeadlineMs, everyMs: 200 }, () =>
    actsOf(rig).some((act) => act.id === id && act.act === 'hare'),
  )
}

/** The node that would load the traveller's key now. */
function holderOf(rig: KillRig): string {
  const keyText = rig.keyTexts[traveller] ?? ''
  const holder = rig.layout.nodes.find(({ name }) => {
    const folder = rig.identities(name)
    return countCopies(readKeyFolders([folder]), keyText).loadable.length > 0
  })
  if (holder === undefined) throw new Error('no node has the key between two moves')
  return holder.name
}

/** The traveller goes to the other node; where it only goes to be put back a resident goes for it, and it keeps their node from being empty. */
export function travelOf(rig: KillRig, { undoFrom }: PlannedMove): Travel {
  const source = holderOf(rig)
  const name = undoFrom === null ? traveller : (residents[source] ?? '')
  return { id: rig.ids[name] ?? '', target: source === 'A' ? 'B' : 'A' }
}

export interface Proving {
  readonly rig: KillRig
  readonly watch: CopiesWatch
  readonly say: (line: string) => void
}

/** Moves that an identity makes while everything about it is watched. */
export interface Played {
  readonly results: readonly MoveResult[]
  /** What must not be, beside what the results say. */
  readonly violations?: readonly string[]
  readonly plan?: PlanFigures
}

/** What the network itself knows at the end. */
async function bans(rig: KillRig): Promise<string[]> {
  const found: string[] = []
  for (const { name } of rig.settings().nodes)
    for (const [identity, id] of Object.entries(rig.ids))
      if (await isBanned(rig, name, id)) found.push(`${name} has a proof against ${identity}`)
  return found
}

type Play = (proving: Proving) => Promise<Played>

async function prove(rig: KillRig, say: (line: string) => void, play: Play): Promise<KillReport> {
  const began = performance.now()
  await startAll(rig)
  const folders = rig.layout.nodes.map(({ name }) => rig.identities(name))
  const watch = watchCopies({ folders, keyTexts: Object.values(rig.keyTexts) })
  await untilSigning(rig, travellerOf(rig))
  say(`the network signs after ${Math.round((performance.now() - began) / 1000)} s`)
  const { results, violations = [], plan } = await play({ rig, watch, say })
  await startAll(rig)
  await letLive(rig, 3)
  const found = await bans(rig)
  const copies = await watch.stop()
  const acts = actsOf(rig)
  const judged = Object.values(rig.ids).map((id) => judgeIdentity(acts, id))
  const oracle = judgeIdentity(acts, travellerOf(rig)).figures
  const broken = judged.flatMap(({ violations }) => violations)
  return reportOf({
    results,
    copies,
    oracle,
    found: [...violations, ...found, ...broken],
    ms: performance.now() - began,
    ...(plan && { plan }),
  })
}

/** Makes a rig, proves, ends everything that it started. The folder stays for the caller to look at. */
export async function proveBy(
  play: Play,
  say: (line: string) => void,
  build?: string,
): Promise<{ readonly report: KillReport; readonly folder: string }> {
  const rig = await makeRig(build)
  // Nobody who is interrupted leaves a network behind.
  const interrupted = (signal: NodeJS.Signals) => void endAll(rig).finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  try {
    return { report: await prove(rig, say, play), folder: rig.folder }
  } finally {
    await endAll(rig)
  }
}
