import { expect, it } from 'vitest'
import { identityRow, instant, rigName } from '../../testing/rows.ts'
import { columnsIn, usualColumns } from './columns.ts'
import { asCsv, asJson } from './export.ts'
import { isGroup, linesOf } from './groups.ts'
import { visibleRows } from './rows.ts'
import { readView } from './view.ts'

const progress = identityRow({ name: 'x' }).progress
const proving = { key: 'ok', post: 'proving', operator: 'reading', event: 'post_start' } as const
const soon = identityRow({
  name: 'soon',
  tone: 'active',
  cell: proving,
  disk: '/mnt/b',
  diskName: 'Big blue',
  progress: { ...progress, phase: 'reading', positionBytes: 1 as never, totalBytes: 4 as never, expectedAt: instant(1000) },
})
const later = identityRow({
  ...soon,
  id: identityRow({ name: 'later' }).id,
  name: 'later',
  progress: { ...progress, expectedAt: instant(2000) },
})
const unsure = identityRow({ name: 'unsure', node: null, disk: null, numUnits: null, cell: { ...proving, operator: 'off' } })
const done = identityRow({ name: 'done', tone: 'good', disk: '/', numUnits: 31 })
const all = [done, unsure, later, soon]
const view = readView(null)
const names = (part: Partial<typeof view>) => visibleRows(all, { ...view, ...part }).map(({ name }) => name)

it('sorts by what is expected, how far it is, and size; what is not known stands last either way', () => {
  expect(names({ sort: 'proofBy' })).toEqual(['soon', 'later', 'done', 'unsure'])
  expect(names({ sort: 'proofBy', down: true })).toEqual(['done', 'later', 'soon', 'unsure'])
  expect(names({ sort: 'progress', down: true })).toEqual(['done', 'soon', 'later', 'unsure'])
  expect(names({ sort: 'units', down: true }).at(-1)).toBe('unsure')
  expect(names({ sort: 'disk' })).toEqual(['done', 'later', 'soon', 'unsure'])
  expect(names({ query: 'big b' })).toEqual(['later', 'soon'])
})

it('groups by disk, node and state, what is not known last, and keeps rows in their group while it is held', () => {
  const heads = (by: 'disk' | 'node' | 'state') =>
    linesOf(all, by).flatMap((line) => (isGroup(line) ? [`${line.group}:${line.rows.length}`] : []))
  expect(heads('disk')).toEqual(['/:1', '/mnt/b:2', ':1'])
  expect(heads('node')).toEqual(['home:3', ':1'])
  const moved = { ...soon, node: rigName('attic') }
  const held = new Map([[soon.id as string, 'home']])
  const groups = linesOf([moved, done], 'node', held).filter(isGroup)
  expect(groups.map(({ group, rows, first }) => [group, rows.length, first.name])).toEqual([['home', 2, 'done']])
})

it('leaves out what has no room, the least first, and never name and state', () => {
  expect(columnsIn(usualColumns, 0)).toEqual(usualColumns)
  expect(columnsIn(usualColumns, 1317)).toEqual(usualColumns)
  expect(columnsIn(usualColumns, 1316)).toEqual(usualColumns.filter((column) => column !== 'history'))
  expect(columnsIn(usualColumns, 1189)).toContain('service')
  expect(columnsIn(usualColumns, 1188)).not.toContain('service')
  expect(columnsIn(['lastAtx'], 500)).toEqual(['name', 'state', 'lastAtx'])
  expect(columnsIn(usualColumns, 300)).toEqual(['name', 'state'])
})

it('takes from a browser only what it knows', () => {
  expect(readView('{"sort":"proofBy","down":true,"group":"disk","columns":["size","nonsense"]}')).toMatchObject({
    sort: 'proofBy',
    down: true,
    group: 'disk',
    columns: ['size'],
  })
  for (const text of ['nonsense', 'null', '7', '{"sort":"x","group":7,"columns":"size","down":"yes"}']) expect(readView(text)).toEqual(view)
})

it('writes what is shown, with whole ids, times in UTC and no formulas', () => {
  const odd = identityRow({ ...soon, name: '=HYPERLINK("x"), "y"' })
  const [head, line, end] = asCsv([odd, unsure], ['name', 'proofBy', 'progress', 'disk']).split('\r\n')
  expect(head).toBe('Id,Identity,Proof by,Progress,Disk')
  expect(line).toBe(`${odd.id},"'=HYPERLINK(""x""), ""y""",1970-01-01T00:00:01.000Z,0.25,Big blue`)
  expect(end).toBe(`${unsure.id},unsure,,,`)
  expect(JSON.parse(asJson([unsure], ['name', 'units', 'size']))).toEqual([
    { id: unsure.id, name: 'unsure', units: null, size: unsure.sizeBytes },
  ])
})
