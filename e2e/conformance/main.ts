import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { bundleDevnet } from './bundle.ts'
import { type CaseSet, type CaseToCheck, readCases } from './case-file.ts'
import { checkCase } from './cases.ts'
import { labelIsRefuted, readMeaning, runOf } from './meanings.ts'
import { portsOfRecordings } from './node-case.ts'
import { inPool } from './pool.ts'
import { devnetPrograms, type Programs, realPrograms } from './programs.ts'
import { figureLine, figuresOf, type Part, type Row, rowLines, type Verdict } from './report.ts'
import { canIsolateNetwork } from './run-program.ts'
import { checkRecordedRuns } from './run-readers.ts'
import { checkRuns } from './runs.ts'

const USAGE = `Usage: npm run conformance -- [OPTIONS]

Holds the simulated programs and Smeshdesk's readers against the recordings of the real ones.
  --cases FOLDER     further case files of the same form
  --programs FOLDER  carry cases and runs out on the real programs found there
  --only WORDS       parts (cases, runs, readers), programs, versions or ids to check, comma-separated
  --json FILE        write figures and rows as JSON
`
const RECORDINGS = fileURLToPath(new URL('../recordings', import.meta.url))
const ISOLATED = 'CONFORMANCE_ISOLATED'
const DEVNET_SPEED = 5
/** Programs that devnet has; the others are carried out on real programs only. */
const SIMULATED = ['post-service', 'go-spacemesh']

interface Options {
  readonly folders: readonly string[]
  readonly programs: string | null
  readonly only: readonly string[]
  readonly json: string | null
}

function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      cases: { type: 'string', multiple: true },
      programs: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'string' },
    },
  })
  return {
    folders: [join(RECORDINGS, 'cases'), ...(values.cases ?? [])],
    programs: values.programs ?? null,
    only: (values.only ?? '').split(',').filter((word) => word !== ''),
    json: values.json ?? null,
  }
}

/** A row is wanted when some word names its part, program, version or id; without words everything is. */
const wanted = (only: readonly string[], row: Pick<Row, 'part' | 'group' | 'id'>): boolean => {
  const parts: readonly string[] = only.filter((word) => word === 'cases' || word === 'runs' || word === 'readers')
  const others = only.filter((word) => !parts.includes(word))
  const partFits = parts.length === 0 || parts.includes(row.part)
  return partFits && (others.length === 0 || others.some((word) => row.id === word || `${row.group} `.includes(`${word} `)))
}

const rowOf = (part: Part, one: CaseToCheck, verdict: Verdict): Row => ({
  part,
  group: `${one.program} ${one.version}`,
  id: one.id,
  verdict,
})

async function checkCases(set: CaseSet, programs: Programs, options: Options & { folder: string }): Promise<readonly Row[]> {
  const byVersion = Map.groupBy(set.cases, ({ version }) => version)
  const ports = new Map(
    [...byVersion].map(([version, list]) => [version, portsOfRecordings(list.map((one) => `${one.stdout}${one.stderr}`))]),
  )
  const cases = set.cases.filter(
    (one) =>
      (!programs.simulated || SIMULATED.includes(one.program)) &&
      wanted(options.only, { part: 'cases', group: `${one.program} ${one.version}`, id: one.id }),
  )
  const limit = programs.simulated && canIsolateNetwork() ? 6 : 1
  const runner = { programs, folder: options.folder, ports, cases: set.cases }
  return inPool(cases, limit, async (one) => rowOf('cases', one, await checkCase(one, runner)))
}

/** Smeshdesk's readers on every recorded command line, whatever program it belongs to. */
function checkMeanings(set: CaseSet): readonly Row[] {
  return set.cases.map((one) => {
    if (one.meaning === undefined || one.meaning === null)
      return rowOf('readers', one, { kind: 'not-run', why: 'the recording names no meaning' })
    const got = readMeaning(one, runOf(one))
    if (got === null) return rowOf('readers', one, { kind: 'not-run', why: `no reader for ${one.program}` })
    const equal = got === one.meaning || labelIsRefuted(one)
    return rowOf(
      'readers',
      one,
      equal ? { kind: 'equal' } : { kind: 'differ', differences: [{ what: 'meaning', expected: one.meaning, got }] },
    )
  })
}

function unreadableRows(set: CaseSet): readonly Row[] {
  return set.unreadable.map(({ file, why }) => ({ part: 'readers', group: 'case file', id: file, verdict: { kind: 'not-run', why } }))
}

async function checkAll(options: Options, folder: string): Promise<{ readonly rows: readonly Row[]; readonly notes: readonly string[] }> {
  const entry = options.programs === null ? await bundleDevnet(join(folder, 'bundle')) : ''
  const programs =
    options.programs === null ? devnetPrograms(join(folder, 'programs'), entry, DEVNET_SPEED) : realPrograms(options.programs)
  const set = readCases(options.folders)
  const keep = (rows: readonly Row[]) => rows.filter((row) => wanted(options.only, row))
  const readers = keep([...checkMeanings(set), ...unreadableRows(set), ...(await checkRecordedRuns(RECORDINGS))])
  const wantsRuns = wanted(options.only, { part: 'runs', group: 'run', id: 'run' }) || options.only.some((word) => word.startsWith('run-'))
  // One after the other: the runs keep time, and hundreds of starts beside them would spoil it.
  const runs = { recordings: RECORDINGS, folder, entry, programs, only: options.only }
  const ran = wantsRuns ? await checkRuns(runs) : { rows: [], notes: [] }
  const cases = await checkCases(set, programs, { ...options, folder })
  return { rows: [...cases, ...keep(ran.rows), ...readers], notes: [...programs.notes(), ...ran.notes] }
}

/** One line for each label that its own record refutes, so that nobody takes the figure for more than it is. */
function refutedNotes(options: Options): readonly string[] {
  return readCases(options.folders)
    .cases.filter(
      (one) => labelIsRefuted(one) && wanted(options.only, { part: 'readers', group: `${one.program} ${one.version}`, id: one.id }),
    )
    .map(
      (one) =>
        `note: ${one.program} ${one.version} ${JSON.stringify(one.id)} is labelled ${one.meaning}, which its own output refutes; read as ${readMeaning(one, runOf(one))}`,
    )
}

export async function main(argv: readonly string[]): Promise<number> {
  let options: Options
  try {
    options = readOptions(argv)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
  chmodSync(folder, 0o755)
  try {
    const { rows, notes } = await checkAll(options, folder)
    const parts = (['cases', 'runs', 'readers'] as const).map((part) => [part, rows.filter((row) => row.part === part)] as const)
    const lines = [...rowLines(rows), ...notes, ...refutedNotes(options), ...parts.map(([part, list]) => figureLine(part, figuresOf(list)))]
    process.stdout.write(`${lines.join('\n')}\n`)
    if (options.json !== null) {
      const figures = Object.fromEntries(parts.map(([part, list]) => [part, figuresOf(list)]))
      writeFileSync(options.json, JSON.stringify({ figures, notes, rows }, null, 1))
    }
    return rows.some(({ verdict }) => verdict.kind === 'differ') ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The whole run in a network of its own, where nothing else can take its ports; null when this user may not have one. */
function runIsolated(argv: readonly string[]): number | null {
  if (process.env[ISOLATED] !== undefined || !canIsolateNetwork()) return null
  const args = ['-n', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh', process.execPath, process.argv[1] ?? '', ...argv]
  const { status, signal } = spawnSync('unshare', args, { stdio: 'inherit', env: { ...process.env, [ISOLATED]: '1' } })
  return signal === null ? status : 1
}

const argv = process.argv.slice(2)
process.exitCode = runIsolated(argv) ?? (await main(argv))
