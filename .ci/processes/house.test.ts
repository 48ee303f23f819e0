import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

// A scratch house with the real rules and nothing else in it: each violation is planted there and must be caught by the real tools.
const root = fileURLToPath(new URL('../..', import.meta.url))
const rules = ['biome.json', '.oxlintrc.json', 'tsconfig.json', '.ci/no-clock.grit', '.ci/tsconfig.base.json']
const projects = [
  'proto',
  'electron',
  'electron/contract',
  'electron/arguments',
  'electron/time',
  'electron/keys',
  'electron/net',
  'electron/shell/console/spoken',
  'electron/devnet',
  'renderer',
  'e2e',
  'bench',
]
const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('\n')
const manyLines = lines(201, (index) => `export const value${index} = ${index}`)
const longFunction = `export function long(): number {\n  let sum = 0\n${lines(41, (index) => `  sum += ${index}`)}\n  return sum\n}`

const violations: [what: string, path: string, text: string, tool: 'biome' | 'oxlint' | 'tsc', says: RegExp][] = [
  [
    'a pure file that touches the disk',
    'electron/identities/planted.ts',
    `import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n`,
    'biome',
    /pure file touches nothing/,
  ],
  [
    'a pure file with a client library',
    'electron/nodes/planted.ts',
    `import { Client } from '@grpc/grpc-js'\nexport const client = Client\n`,
    'biome',
    /pure file touches nothing/,
  ],
  [
    'a pure file with a clock',
    'electron/migration/planted.ts',
    'export const now = (): number => Date.now()\n',
    'biome',
    /no clock and no chance/,
  ],
  [
    'a pure file with chance',
    'electron/processes/planted.ts',
    'export const luck = (): number => Math.random()\n',
    'biome',
    /no clock and no chance/,
  ],
  [
    'a pure file with a timer',
    'electron/processes/planted.ts',
    'export const later = (act: () => void): unknown => setTimeout(act, 1)\n',
    'biome',
    /noRestrictedGlobals/,
  ],
  [
    'a room that knows a simulator',
    'electron/nodes/planted.io.ts',
    `import { runDevnet } from '../devnet/main.ts'\nexport const run = runDevnet\n`,
    'biome',
    /Rooms know neither/,
  ],
  [
    'a simulator that knows a room',
    'electron/devnet/planted.ts',
    `import { read } from '../identities/index.ts'\nexport const again = read\n`,
    'biome',
    /devnet imports nothing from the rooms/,
  ],
  [
    'electron outside its shell',
    'electron/app.ts',
    `import { app } from 'electron'\nexport const name = app\n`,
    'biome',
    /Only electron\/shell\/desktop/,
  ],
  [
    'a contract that knows Node',
    'electron/contract/planted.ts',
    `import { join } from 'node:path'\nexport const path = join\n`,
    'biome',
    /schema library only/,
  ],
  [
    'a renderer that knows the core',
    'renderer/planted.ts',
    `import { run } from '../electron/migration/index.ts'\nexport const again = run\n`,
    'biome',
    /only the contract/,
  ],
  [
    'a ground floor that knows Node',
    'electron/arguments/planted.ts',
    `import { platform } from 'node:os'\nexport const windows = platform() === 'win32'\n`,
    'biome',
    /A pure file touches nothing outside/,
  ],
  [
    'a renderer with the schema library',
    'renderer/planted.ts',
    `import * as z from 'zod'\nexport const schema = z\n`,
    'biome',
    /only the contract/,
  ],
  [
    'a ground floor with the schema library',
    'electron/time/planted.ts',
    `import * as z from 'zod'\nexport const schema = z\n`,
    'biome',
    /ground floor imports nothing/,
  ],
  [
    'a ground floor with code of the contract',
    'electron/time/planted.ts',
    `import { Epoch } from '../contract/model/basics.ts'\nexport const epoch = Epoch\n`,
    'oxlint',
    /no-restricted-imports/,
  ],
  [
    'a drawing that knows the store',
    'renderer/ui/planted.ts',
    `import { store } from '../state/store.ts'\nexport const again = store\n`,
    'biome',
    /no store access/,
  ],
  ['words in markup', 'renderer/features/planted.tsx', 'export const Title = () => <h1>Hello</h1>\n', 'biome', /noJsxLiterals/],
  ['any', 'electron/nodes/planted.ts', 'export const open = (value: any): unknown => value\n', 'biome', /noExplicitAny/],
  [
    'a non-null assertion',
    'electron/nodes/planted.ts',
    'export const sure = (value: string | null): string => value!\n',
    'biome',
    /noNonNullAssertion/,
  ],
  ['an enum', 'electron/nodes/planted.ts', 'export enum Colour { Red }\n', 'biome', /noEnum/],
  ['a default export', 'electron/nodes/planted.ts', 'export default 1\n', 'biome', /noDefaultExport/],
  ['a file name out of style', 'electron/nodes/PlantedFile.ts', 'export const value = 1\n', 'biome', /useFilenamingConvention/],
  ['a file over 200 lines', 'electron/nodes/planted.ts', manyLines, 'oxlint', /max-lines/],
  ['a function over 40 lines', 'electron/nodes/planted.ts', longFunction, 'oxlint', /max-lines-per-function/],
  [
    'a fourth parameter',
    'electron/nodes/planted.ts',
    'export const four = (a: number, b: number, c: number, d: number): number => a + b + c + d\n',
    'oxlint',
    /max-params/,
  ],
  [
    'a promise nobody waits for',
    'electron/nodes/planted.io.ts',
    `const act = async (): Promise<void> => {}\nexport const run = (): void => {\n  act()\n}\n`,
    'oxlint',
    /no-floating-promises/,
  ],
  [
    'a switch that forgets a case',
    'electron/nodes/planted.ts',
    `type Side = 'left' | 'right'\nexport function turn(side: Side): string {\n  switch (side) {\n    case 'left':\n      return 'l'\n  }\n  return ''\n}\n`,
    'oxlint',
    /switch-exhaustiveness/,
  ],
  ['a browser word in the core', 'electron/nodes/planted.ts', 'export const title = document.title\n', 'tsc', /'document'/],
  ['a Node word in the renderer', 'renderer/planted.ts', 'export const home = process.env\n', 'tsc', /'process'/],
  ['an unchecked index', 'electron/nodes/planted.ts', 'export const first = (list: string[]): string => list[0]\n', 'tsc', /undefined/],
  [
    'a stream with the wrong name',
    'electron/contract/planted.ts',
    `import * as z from 'zod/mini'\nimport { contract, watch } from './contract.ts'\nexport const api = contract({ group: { tail: watch(z.null(), z.null()) } })\n`,
    'tsc',
    /not assignable/,
  ],
]

/** Each in a file of its own name, so that all of them can stand in the scratch house at once. */
const planted = violations.map(([what, path, text, tool, says], index) => ({
  what,
  path: path.replace('planted', `planted-${index}`),
  text,
  tool,
  says,
}))
const clean = 'electron/nodes/clean.ts'
type Tool = (typeof planted)[number]['tool']
/** One complaint of a tool that makes its run fail. */
interface Complaint {
  readonly path: string
  readonly says: string
}

let scratch = ''
function put(path: string, text: string): void {
  mkdirSync(dirname(join(scratch, path)), { recursive: true })
  writeFileSync(join(scratch, path), text)
}

function run(bin: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', '.bin', bin), ...args], {
    cwd: scratch,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status === 0) throw new Error(`${bin} finds nothing: ${stderr}`)
  return stdout
}

interface BiomeReport {
  readonly diagnostics: readonly { category: string; severity: string; message: string; location: { path: string } }[]
}
interface OxlintReport {
  readonly diagnostics: readonly { code: string; severity: string; message: string; filename: string }[]
}
const projectOf = (path: string) =>
  [...projects].sort((a, b) => b.length - a.length).find((project) => path.startsWith(`${project}/`)) ?? '.'

const tools: Record<Tool, (paths: readonly string[]) => readonly Complaint[]> = {
  biome: (paths) =>
    (JSON.parse(run('biome', ['lint', '--reporter=json', '--max-diagnostics=none', ...paths])) as BiomeReport).diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ category, message, location }) => ({ path: location.path, says: `${category} ${message}` })),
  oxlint: (paths) =>
    (JSON.parse(run('oxlint', ['--type-aware', '--format=json', ...paths])) as OxlintReport).diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message, filename }) => ({ path: filename, says: `${code} ${message}` })),
  tsc: (paths) =>
    [...new Set(paths.map(projectOf))].flatMap((project) =>
      run('tsc', ['--pretty', 'false', '--noEmit', '-p', project])
        .split('\n')
        .flatMap((line) => {
          const [, path, says] = /^(\S+)\(\d+,\d+\): error (TS.*)/.exec(line) ?? []
          return path === undefined || says === undefined ? [] : [{ path, says }]
        }),
    ),
}

const complaints = new Map<Tool, readonly Complaint[]>()
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'smeshdesk-house-'))
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'))
  for (const rule of rules) cpSync(join(root, rule), join(scratch, rule), { recursive: true })
  for (const project of projects) cpSync(join(root, project, 'tsconfig.json'), join(scratch, project, 'tsconfig.json'))
  for (const file of ['contract/contract.ts', 'arguments/split-arguments.ts'])
    cpSync(join(root, 'electron', file), join(scratch, 'electron', file))
  put(clean, 'export const clean = 1\n')
  for (const tool of ['biome', 'oxlint', 'tsc'] as const) {
    const own = planted.filter((one) => one.tool === tool)
    for (const { path, text } of own) put(path, text)
    complaints.set(tool, tools[tool]([clean, ...own.map(({ path }) => path)]))
    for (const { path } of own) rmSync(join(scratch, path))
  }
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const saidOf = (tool: Tool, path: string): readonly string[] =>
  (complaints.get(tool) ?? []).flatMap((one) => (one.path === path ? [one.says] : []))

test.each(planted)('the house catches $what', ({ path, tool, says }) => {
  expect(saidOf(tool, path).join('\n')).toMatch(says)
})

test.each(['biome', 'oxlint', 'tsc'] as const)('beside them, %s has nothing against a file without a violation', (tool) => {
  expect(saidOf(tool, clean)).toEqual([])
})
