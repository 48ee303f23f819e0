import { KeyFileSeen, LastEvent, OperatorSeen, PostStateSeen } from '../../electron/contract/model/identity.ts'
import { cellStateKeys, overlayKeys, type StateKey, verdictKeys } from '../../electron/contract/model/states.ts'
import { allCells, type Cell, cellOf } from '../../electron/identities/cells.ts'
import { stateWords } from '../../renderer/words/states.ts'

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...body.map(row)].join('\n')

function stateTable(keys: readonly StateKey[]): string {
  const counted = new Map<string, number>()
  for (const cell of allCells) {
    const { key } = cellOf(cell)
    counted.set(key, (counted.get(key) ?? 0) + 1)
  }
  return table(
    ['Key', 'Tone', 'Mark', 'Name', 'Sentence', 'Action', 'Cells'],
    keys.map((key) => {
      const { tone, mark, title, sentence, action } = stateWords(key)
      return [`\`${key}\``, tone, mark, title, sentence, action, String(counted.get(key) ?? '–')]
    }),
  )
}

function matrix(key: Cell['key'], post: Cell['post']): string {
  const body = OperatorSeen.options.map((operator) => [
    `**${operator}**`,
    ...LastEvent.options.map((event) => `\`${cellOf({ key, post, operator, event }).key}\``),
  ])
  return `### Key file ${key}, PostStates ${post}\n\n${table(['/status \\ last event', ...LastEvent.options], body)}`
}

/** The whole of docs/states.md: every state with its words, and every cell of the table. */
export function statesDocument(): string {
  const matrices = KeyFileSeen.options.flatMap((key) => PostStateSeen.options.map((post) => matrix(key, post)))
  return `${[
    '# States of an identity',
    'Made from `electron/identities/cells.ts` and `renderer/words/states.ts`; `npm run unit -- --project node -u e2e/words` writes it anew.',
    'What is shown for an identity is one cell of a closed table: its key file, what its node says (PostStates), what its service says (`/status`), and the last event of its proving. 5 × 4 × 7 × 5 = 700 cells, each with a name, a sentence and an action.',
    '## States of the table',
    stateTable(cellStateKeys),
    '## What outranks the table',
    'The first that holds is shown.',
    stateTable(overlayKeys),
    '## What the clock, the rig and the history make of it',
    'Told in place of the state above where it holds: the epoch’s deadlines, what became of the last epochs, its service and node, their findings, a move.',
    stateTable(verdictKeys),
    '## All cells',
    ...matrices,
  ].join('\n\n')}\n`
}
