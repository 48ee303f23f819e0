import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { type ProofOptions, playKills, proveBy } from './prove-kills.ts'
import { playPlan, playUndisturbed } from './prove-plan.ts'
import { type KillReport, linesOf } from './report.ts'

const usage = `Usage: node e2e/kill/main.ts [--points kinds|all|N] [--per-move N] [--seed N] [--json FILE] [--keep]

Moves an identity between two simulated nodes, there and back, and kills the app (SIGKILL) at the steps of the move. Each time
a hostile init starts both nodes again at once. Fails when the key was ever loadable twice or gone, when two nodes signed for it
too close to each other, or when a move did not end.
  --points kinds   at every distinct record of the journal once, then some between records (the default)
  --points all     at the first record, then at the second, ... one move each
  --points N       so many, at random, between records
  --plan records   instead: each distinct record, right before and right after it is written, by SIGKILL and by SIGTERM; at its next
                   life the move goes on, or is put back where it can be; nobody else ever gets the profile meanwhile
  --only TEXT      of that plan the cases whose name fits, such as "before INTENT arm" (a regular expression)
  --every N        of those every Nth
  --moves N        instead: so many moves that nobody disturbs, for their time
  --build FOLDER   the build that is tried, such as another checkout's out/
  --per-move N     kills of one move at the most (default 4; 1 with "all")
  --seed N         for what is drawn at random (default 1)
  --keep           leaves the rig's folder in place
`

function options(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      points: { type: 'string', default: 'kinds' },
      'per-move': { type: 'string' },
      seed: { type: 'string', default: '1' },
      plan: { type: 'string' },
      only: { type: 'string' },
      every: { type: 'string' },
      moves: { type: 'string' },
      build: { type: 'string' },
      json: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  })
  const { points, plan, moves } = values
  if (plan !== undefined && plan !== 'records') throw new Error(`--plan ${plan} is not records`)
  if (moves !== undefined && !(Number(moves) > 0)) throw new Error(`--moves ${moves} is no number`)
  if (points !== 'kinds' && points !== 'all' && !(Number(points) > 0)) throw new Error(`--points ${points} is none of kinds, all, a number`)
  const chosen: ProofOptions['points'] = points === 'kinds' || points === 'all' ? points : Number(points)
  const perMove = Number(values['per-move'] ?? (chosen === 'all' ? 1 : 4))
  const play =
    plan === 'records'
      ? playPlan({ only: values.only === undefined ? null : new RegExp(values.only), every: Number(values.every ?? 1) })
      : moves === undefined
        ? playKills({ points: chosen, perMove, seed: Number(values.seed) })
        : playUndisturbed(Number(moves))
  return { play, kills: moves === undefined, build: values.build, json: values.json ?? null, keep: values.keep }
}

function save(file: string, report: KillReport): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(report, null, 1)}\n`)
}

async function main(argv: readonly string[]): Promise<number> {
  let chosen: ReturnType<typeof options>
  try {
    chosen = options(argv)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    return 2
  }
  const { report, folder } = await proveBy(chosen.play, (line) => console.log(line), chosen.build)
  const holds = chosen.kills ? report.holds : report.violations.length === 0
  for (const line of linesOf(report)) console.log(line)
  if (chosen.json !== null) save(chosen.json, report)
  if (chosen.keep || !holds) console.log(`rig: ${folder}`)
  else rmSync(folder, { recursive: true, force: true })
  return holds ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
