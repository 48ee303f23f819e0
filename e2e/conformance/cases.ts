import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CaseToCheck } from './case-file.ts'
import {
  causesOf,
  errorLine,
  expectedWarnings,
  lastWordBefore,
  lastWordOfService,
  nodeWarnings,
  type Ran,
  withPaths,
  withPlaceholders,
} from './decisive.ts'
import { labelIsRefuted, ranAs, readMeaning } from './meanings.ts'
import { argumentOf, layOutNodeCase, type NodePorts, type NodeSetUp } from './node-case.ts'
import { layOutPostcliCase, postcliLeft, recordedPostcliLeft } from './postcli-case.ts'
import type { Programs } from './programs.ts'
import { compareFacts, type Verdict } from './report.ts'
import { canIsolateNetwork, runProgram } from './run-program.ts'
import { layOutServiceCase } from './service-case.ts'

/** However busy the machine is. */
const DEADLINE_MS = 600_000
/** A simulated program does in one process what takes the real one no time; the recorded delay is stretched a little. */
const SLACK_MS = 300

export interface CaseRunner {
  readonly programs: Programs
  /** Holds a private folder per case. */
  readonly folder: string
  /** Listeners of the recordings, by program version. */
  readonly ports: ReadonlyMap<string, NodePorts>
  /** All recorded cases: some were carried out on what others left. */
  readonly cases: readonly CaseToCheck[]
}

interface Place {
  readonly work: string
  readonly temporary: string
  readonly home: string
  readonly paths: Readonly<Record<string, string>>
}

function makePlace(runner: CaseRunner): Place {
  const root = mkdtempSync(join(runner.folder, 'case-'))
  chmodSync(root, 0o755)
  const [work, temporary, home] = [join(root, 'w'), join(root, 'tmp'), join(root, 'home')]
  for (const folder of [work, temporary, home]) mkdirSync(folder)
  return { work, temporary, home, paths: { W: work, TMP: temporary, HOME: home, BIN: runner.programs.folder } }
}

const NO_SET_UP: NodeSetUp = { takenPorts: [], lockedFile: null, firstStart: null, user: null }

function layOut(one: CaseToCheck, argv: readonly string[], { runner, place }: { runner: CaseRunner; place: Place }): NodeSetUp {
  if (one.program === 'post-service') return { ...NO_SET_UP, takenPorts: layOutServiceCase(one, argv) }
  if (one.program === 'merge-nodes' && 'source_before' in one) throw new Error('the databases are not given')
  if (one.program === 'postcli')
    layOutPostcliCase(one, runner.cases, {
      here: (recorded) => withProgram(recorded, argv[0] ?? '', place),
      env: environmentOf(one, place),
    })
  if (one.program !== 'go-spacemesh') return NO_SET_UP
  const ports = runner.ports.get(one.version) ?? { listeners: 10_090, poet: 10_010 }
  return layOutNodeCase(one, argv, { ports, temporary: place.temporary, work: place.work })
}

/** Holds an exclusive lock on the file until the returned process's input is ended. */
async function holdLock(file: string): Promise<ChildProcess> {
  const holder = spawn('flock', ['-x', file, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'ignore'] })
  await new Promise<void>((resolve, reject) => {
    holder.once('error', () => reject(new Error('there is no flock program to hold the lock')))
    holder.stdout?.once('data', () => resolve())
  })
  return holder
}

/** True when the file is there and whole: a program that is stopped between making and writing it leaves it empty. */
const isWritten = (file: string): boolean => existsSync(file) && readFileSync(file, 'utf8').trim().endsWith('}')

/** Starts the program once until the folder knows its genesis, and ends it. */
async function startOnce(argv: readonly string[], place: Place, env: Readonly<Record<string, string>>): Promise<void> {
  const data = argumentOf(argv, '-d') ?? ''
  const [program = '', ...args] = argv
  const child = spawn(program, args, { cwd: place.work, env, stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const deadline = Date.now() + DEADLINE_MS
  while (!isWritten(join(data, 'genesis.json')) && child.exitCode === null && Date.now() < deadline) await wait(20)
  child.kill('SIGKILL')
  await ended
  if (!isWritten(join(data, 'genesis.json'))) throw new Error('the first start left no genesis.json')
}

function argvHere(one: CaseToCheck, runner: CaseRunner, place: Place): readonly string[] | null {
  const program = runner.programs.find(one.program, one.version)
  if (program === null) return null
  return withProgram(one.argv ?? [], program, place)
}

const withProgram = (argv: readonly string[], program: string, place: Place): readonly string[] =>
  argv.map((word) => (word.startsWith('<BIN>/') ? program : withPaths(word, place.paths)))

/** Key files that lie in the node's folder afterwards; null where the recording doesn't tell. */
const identitiesIn = (argv: readonly string[]): readonly string[] | null => {
  const folder = join(argumentOf(argv, '-d') ?? '', 'identities')
  return existsSync(folder) ? readdirSync(folder).toSorted() : null
}

interface Facts extends Record<string, unknown> {
  readonly exit: number | null
}

/** What decides, taken the same way from the recording and from the run; `left` is what lay there afterwards. */
function factsOf(one: CaseToCheck, ran: Ran, left: Readonly<Record<string, unknown>>): Facts {
  const { exit, signal, wasRunning, stdout, stderr } = ran
  const common = {
    exit,
    signal,
    wasRunning,
    error: errorLine(stderr),
    ...(!labelIsRefuted(one) && { meaning: readMeaning(one, ranAs(one, ran)) }),
  }
  if (one.program === 'post-service') return { ...common, causes: causesOf(stderr) }
  return one.program === 'go-spacemesh' ? { ...common, warnings: nodeWarnings(stdout), ...left } : { ...common, ...left }
}

/** What lay there afterwards, in the recording and here. */
function leftBehind(one: CaseToCheck, argv: readonly string[]): { readonly recorded: object; readonly here: object } {
  if (one.program === 'postcli') return { recorded: recordedPostcliLeft(one), here: postcliLeft(one, argv) }
  if (one.program !== 'go-spacemesh') return { recorded: {}, here: {} }
  const recorded = one.identities_after === undefined || one.identities_after === null ? null : one.identities_after.toSorted()
  return { recorded: { identities: recorded }, here: { identities: recorded === null ? null : identitiesIn(argv) } }
}

function expectedFacts(one: CaseToCheck, warnings: readonly string[], left: object): Facts {
  const ran = {
    exit: one.exit ?? null,
    signal: one.signal ?? null,
    wasRunning: (one.still_running_then_signalled ?? null) !== null,
    stdout: one.stdout ?? '',
    stderr: one.stderr ?? '',
  }
  const plain = factsOf(one, ran, { ...left })
  const facts = 'warnings' in plain ? { ...plain, warnings: expectedWarnings(ran.stdout, warnings) } : plain
  return labelIsRefuted(one) || one.meaning === undefined || one.meaning === null ? facts : { ...facts, meaning: one.meaning }
}

/** What the program must have said before it is signalled; the simulated node says less than the real one. */
function lastWordOf(one: CaseToCheck, simulated: boolean): string | null {
  if (one.program === 'post-service') return lastWordOfService(one.stderr ?? '')
  if (one.program !== 'go-spacemesh' || simulated) return null
  return lastWordBefore(one.stdout ?? '', one.still_running_then_signalled?.after_s ?? 0)
}

async function carryOut(
  one: CaseToCheck,
  argv: readonly string[],
  context: { runner: CaseRunner; place: Place; setUp: NodeSetUp },
): Promise<Ran> {
  const { runner, place, setUp } = context
  const env = environmentOf(one, place)
  const holder = setUp.lockedFile === null ? null : await holdLock(setUp.lockedFile)
  try {
    if (setUp.firstStart !== null) await startOnce(setUp.firstStart, place, env)
    const recorded = one.still_running_then_signalled ?? null
    return await runProgram({
      argv,
      folder: place.work,
      env,
      stdin: one.stdin ?? null,
      signalled:
        recorded === null
          ? null
          : {
              signal: recorded.signal as NodeJS.Signals,
              afterMs: (recorded.after_s * 1000) / runner.programs.speed + (runner.programs.simulated ? SLACK_MS : 0),
              fromFirstWord: runner.programs.simulated,
              lastWord: lastWordOf(one, runner.programs.simulated),
            },
      deadlineMs: DEADLINE_MS,
      ownNetwork: canIsolateNetwork() && setUp.user === null ? { takenPorts: setUp.takenPorts } : null,
    })
  } finally {
    holder?.stdin?.end()
  }
}

function environmentOf(one: CaseToCheck, place: Place): Readonly<Record<string, string>> {
  const own = Object.entries(one.env ?? {}).map(([name, value]) => [name, withPaths(value, place.paths)])
  return { PATH: process.env.PATH ?? '', HOME: place.home, TMPDIR: place.temporary, ...Object.fromEntries(own) }
}

function whyNotHere(one: CaseToCheck, setUp: NodeSetUp): string | null {
  if (setUp.user !== null && process.getuid?.() !== 0) return 'only root can start a program as another user'
  if (setUp.takenPorts.length > 0 && !canIsolateNetwork()) return 'ports can be taken only in a network of its own (unshare -n)'
  if (one.signal !== null && one.signal !== undefined && (one.still_running_then_signalled ?? null) === null)
    return `ended by ${one.signal} without a record of when it was sent`
  return null
}

/** Runs one recorded case on the programs at hand and compares what decides. */
export async function checkCase(one: CaseToCheck, runner: CaseRunner): Promise<Verdict> {
  if (one.argv === undefined) return { kind: 'not-run', why: 'the recording has no command line' }
  const place = makePlace(runner)
  try {
    const argv = argvHere(one, runner, place)
    if (argv === null) return { kind: 'not-run', why: `no such program: ${one.program} ${one.version}` }
    const setUp = layOut(one, argv, { runner, place })
    const why = whyNotHere(one, setUp)
    if (why !== null) return { kind: 'not-run', why }
    const ran = await carryOut(one, argv, { runner, place, setUp })
    const shown = { ...ran, stdout: withPlaceholders(ran.stdout, place.paths), stderr: withPlaceholders(ran.stderr, place.paths) }
    const left = leftBehind(one, argv)
    return compareFacts(expectedFacts(one, nodeWarnings(shown.stdout), left.recorded), factsOf(one, shown, { ...left.here }))
  } catch (error) {
    return { kind: 'not-run', why: error instanceof Error ? error.message : String(error) }
  } finally {
    rmSync(join(place.work, '..'), { recursive: true, force: true })
  }
}
