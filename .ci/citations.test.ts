import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// A comment that cites what nobody can open explains nothing: every document that is named lies in this repository.
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folders = ['electron', 'renderer', 'e2e', 'bench', 'proto', '.ci']
/** Names of plans and studies that were never part of the repository. */
const elsewhere = /\bsafety facts\b|\b(?:architecture|product|look|house) (?:§|\d)|\bfinding \d/i
const protocol = readFileSync(join(root, 'docs/protocol.md'), 'utf8')

/** Paragraphs of docs/protocol.md by number, such as `7` and `7.2`. */
const paragraphs = new Set(
  protocol.split(/^## /m).flatMap((section) => {
    const number = /^\d+/.exec(section)?.[0]
    const inner = [...section.matchAll(/^(\d+)\. /gm)].map(([, item]) => `${number}.${item}`)
    return number === undefined ? [] : [number, ...inner]
  }),
)

const comments = (text: string): string[] => text.match(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g) ?? []

/** What a text cites and the repository does not hold. */
function astray(text: string): string[] {
  return comments(text).flatMap((comment) => [
    ...(comment.match(elsewhere) ?? []),
    ...[...comment.matchAll(/[\w./-]+\.md\b/g)].flatMap(([path]) => (existsSync(join(root, path)) ? [] : [path])),
    ...[...comment.matchAll(/protocol\.md,? (?:§)?(\d+(?:\.\d+)?)/g)].flatMap(([cited, number = '']) =>
      paragraphs.has(number) && cited.includes(' §') ? [] : [cited],
    ),
  ])
}

test.each([
  ['// One broken file stops a node (safety facts 3.8 R2).', ['safety facts']],
  ['/** At most ten a second (architecture §4). */', ['architecture §']],
  ['/* As look.md §7 writes them. */', ['look.md']],
  ['// The node replays a hundred (docs/protocol.md §99).', ['protocol.md §99']],
  ['// Two ways to say it (docs/protocol.md 5).', ['protocol.md 5']],
  ['// Right (docs/protocol.md §5, docs/protocol.md §2.5, docs/house.md).', []],
  ['const path = "look.md"', []],
])('%s', (text, found) => expect(astray(text)).toEqual(found))

test('every comment cites only what the repository holds', () => {
  const { stdout } = spawnSync('git', ['ls-files', '--', ...folders], { cwd: root, encoding: 'utf8' })
  const files = stdout.split('\n').filter((path) => /\.(?:ts|tsx|mjs|css|proto)$/.test(path) && !path.endsWith('citations.test.ts'))
  expect(files.length).toBeGreaterThan(500)
  const found = files
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return astray(text).map((cited) => `${path}: ${cited}`)
    })
  expect(found).toEqual([])
})
