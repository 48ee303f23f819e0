/** A program that no room knows, from its kind to its screen: a row, a kind, a client, words, a folder. */
export const newFiles: Readonly<Record<string, string>> = {
  'electron/contract/model/poet-row.ts': `import * as z from 'zod/mini'
import { SlotRow } from './rig.ts'

export const PoetRow = z.object({ name: z.string(), round: z.nullable(z.number()), slot: z.nullable(SlotRow) })
export type PoetRow = z.output<typeof PoetRow>
`,
  'electron/poets/index.ts': `import { RigName } from '../contract/model/basics.ts'
import type { PoetRow } from '../contract/model/poet-row.ts'
import type { Programs } from '../processes/index.ts'

const name = RigName.parse('ours')

export interface Poets {
  readonly rows: () => readonly PoetRow[]
  readonly onChange: (listener: () => void) => void
  readonly close: () => void
}

export function openPoets(programs: Programs): Poets {
  let round: number | null = null
  const listeners = new Set<() => void>()
  const ask = async () => {
    const said: unknown = await fetch(process.env.PLANTED_POET ?? 'http://127.0.0.1:1').then((answer) => answer.json())
    round = typeof said === 'object' && said !== null && 'openRoundId' in said ? Number(said.openRoundId) : null
    for (const listener of listeners) listener()
  }
  const timer = setInterval(() => void ask().catch(() => undefined), 200)
  return {
    rows: () => [{ name, round, slot: programs.slot({ kind: 'poet', name }) }],
    onChange: (listener) => void listeners.add(listener),
    close: () => clearInterval(timer),
  }
}
`,
  'renderer/words/en/poets.ts': `export const poetsWords = {
  title: 'Proofs of time',
  round: (round: string) => \`Round \${round} is open\`,
  none: 'Not known',
} as const
`,
  'renderer/words/poets.ts': `import { poetsWords as english } from './en/poets.ts'
import { told } from './told.ts'

export const poetsWords = told('poets', english)
`,
  'renderer/features/poets/poets.tsx': `import { count } from '../../format/numbers.ts'
import { useMirror } from '../../state/desk.ts'
import { poetsWords } from '../../words/poets.ts'

export const Poets = () => (
  <ul aria-label={poetsWords.title}>
    {Object.values(useMirror((state) => state.poets) ?? {}).map(({ name, round, slot }) => (
      <li key={name}>
        {name}: {round === null ? poetsWords.none : poetsWords.round(count(round))}, {slot?.state}
      </li>
    ))}
  </ul>
)
`,
  'renderer/features/poets/planted.test.tsx': `import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { emptyState } from '../../testing/rig.ts'
import { renderApp } from '../../testing/render-app.tsx'

it('shows its row', async () => {
  renderApp('/poets', { state: { ...emptyState, rig: { ...emptyState.rig, kind: 'own' }, poets: { ours: { name: 'ours', round: 61, slot: null } } } })
  expect(await screen.findByText(/ours: Round 61 is open/)).toBeTruthy()
})
`,
  'electron/poets/planted.test.ts': `import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { moveProfile } from '../app/testing/move-profile.io.ts'
import { openCore, stateWhen } from '../app/testing/open-core.io.ts'

test('its row comes to the page’s mirror, with what the client heard and how its program stands', async () => {
  const server = createServer((_, answer) => answer.end('{"openRoundId":"61"}')).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  process.env.PLANTED_POET = \`http://127.0.0.1:\${(server.address() as AddressInfo).port}\`
  const core = await openCore(moveProfile(['A']).folder)
  const { poets } = await stateWhen(core, (state) => state.poets.ours?.round === 61)
  expect(poets.ours).toMatchObject({ round: 61, slot: { state: 'stopped', startClosed: null, commandLine: ['/opt/poet', '--datadir', '/p'] } })
  await core.close()
  server.close()
})
`,
}

const kind = `  poet: {
    program: 'poet',
    released: /^poet$/,
    simulated: 'poet',
    entries: () => [{ name: 'ours' as NodeSettings['name'], program: '/opt/poet', arguments: ['--datadir', '/p'], dataFolder: '/p' }],
    logs: ['poets'],
    environment: {},
    graceMs: 30_000,
    hard: false,
    endsBySignal: false,
    restarts: 'law',
    marks: {},
    ending: () => 'unknown',
    phase: () => null,
    loses: () => true,
    missing: () => null,
    collides: ({ seenBy }) => seenBy === 'open-file',
  },
} as const satisfies Record<string, ProgramKind>`

const looks = `  poet: {
    data: null,
    planned: () => Promise.resolve(null),
    others: (places) => Promise.resolve(places.map(() => null)),
    standing: () => Promise.resolve([]),
    follow: null,
  },
  node: { data: null,`

/** The lines that name them, each in the one place where its like stands. */
export const edits: readonly (readonly [file: string, find: string, replace: string])[] = [
  ['electron/contract/state.ts', '  lostMoves: {', "  poets: { row: PoetRow, key: 'name' },\n  lostMoves: {"],
  ['electron/contract/state.ts', 'import { BatchRow,', "import { PoetRow } from './model/poet-row.ts'\nimport { BatchRow,"],
  ['electron/processes/kind-looks.io.ts', '  node: { data: null,', looks],
  ['electron/processes/kinds.ts', '} as const satisfies Record<string, ProgramKind>', kind],
  ['electron/app/publisher.io.ts', 'import type { Sight }', "import { openPoets } from '../poets/index.ts'\nimport type { Sight }"],
  [
    'electron/app/publisher.io.ts',
    '  const lostMoves = kept(',
    '  const client = openPoets(programs)\n  const poets = kept(client.rows, client)\n  const lostMoves = kept(',
  ],
  ['electron/app/publisher.io.ts', '    lostMoves: lostMoves(),', '    poets: poets(),\n    lostMoves: lostMoves(),'],
  [
    'renderer/words/en/index.ts',
    "import { nodesWords } from './nodes.ts'",
    "import { nodesWords } from './nodes.ts'\nimport { poetsWords } from './poets.ts'",
  ],
  ['renderer/words/en/index.ts', '  nodes: nodesWords,', '  nodes: nodesWords,\n  poets: poetsWords,'],
  ['renderer/app.tsx', '    <Route path="/alerts">', '    <Route path="/poets">{screen(<Poets />)}</Route>\n    <Route path="/alerts">'],
  ['renderer/app.tsx', 'import { Redirect,', "import { Poets } from './features/poets/poets.tsx'\nimport { Redirect,"],
]
