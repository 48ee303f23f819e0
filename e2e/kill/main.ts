import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { type Choice, eachStep, everyCase, someAmid } from './plan.ts'
import { proveBy } from './prove-kills.ts'
import { playPlan, playUndisturbed } from './prove-plan.ts'
import { type KillReport, linesOf } from './report.ts'
import { seededRandom } from './seeded-random.ts'

const usage = `Usage: node e2e/kill/main.ts [--plan steps|records | --points N | --moves N] [--seed N] [--json FILE] [--keep]

Moves identities between two simulated nodes, there and back, and strikes the app at the steps of the move. Each time a hostile
init starts both nodes again at once. Fails when a key was ever loadable twice or gone, when two nodes signed for it too close to
each other, when a move did not end, when anybody else got the profile meanwhile, or when no move came to a case.
  --plan steps     killed (SIGKILL) after each distinct record of the journal, put back at some, and killed between records (the default)
  --plan records   each distinct record, right before and right after it is written, by SIGKILL and by SIGTERM; at its next life the
                   move goes on, or is put back where it can be
  --points N       instead: so many cases, one of them put back at its next life, the others killed between records
  --moves N        instead: so many moves that nobody disturbs, for their time
  --only TEXT      of the plan the cases whose name fits, such as "before INTENT arm" (a regular expression)
  --every N        of those every Nth
  --per-move N     strikes of one move at the most (default 6; 2 with "records")
  --seed N         for what is drawn at random (default 1)
  --build FOLDER   the build that is tried, such as another checkout's out/
  --keep           leaves the rig's folder in place
`

const numberOf = (name: string, text: string): number => {
  if (!(Number(text) > 0)) throw new Error(`--${name} ${text} is no number`)
  return Number(text)
}

interface Chosen {
  readonly plan: string
  readonly points?: string | undefined
  readonly seed: string
}

function choiceOf({ plan, points, seed }: Chosen): Choice {
  const random = seededRandom(Number(seed))
  // One is struck and put back while the records are learnt.
  if (points !== undefined) return { cells: someAmid(numberOf('points', points) - 1, random), perMove: 6, abortAt: null }
  if (plan === 'steps') return { cells: eachStep(random), perMove: 6, abortAt: 'source-retired' }
  if (plan === 'records') return { cells: everyCase, perMove: 2, abortAt: null }
  throw new Error(`--plan ${plan} is neither steps nor records`)
}

function options(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      plan: { type: 'string', default: 'steps' },
      points: { type: 'string' },
      moves: { type: 'string' },
      only: { type: 'string' },
      every: { type: 'string', default: '1' },
      'per-move': { type: 'string' },
      seed: { type: 'string', default: '1' },
      build: { type: 'string' },
      json: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  })
  const { moves, only, build, json = null, keep } = values
  const choice = choiceOf(values)
  const perMove = values['per-move'] === undefined ? choice.perMove : numberOf('per-move', values['per-move'])
  const plan = {
    choice: { ...choice, perMove },
    only: only === undefined ? null : new RegExp(only),
    every: numberOf('every', values.every),
  }
  const play = moves === undefined ? playPlan(plan) : playUndisturbed(numberOf('moves', moves))
  return { play, kills: moves === undefined, build, json, keep }
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
