import type { PageLook, Said, SeenRow } from './page-look.ts'
import type { Trouble } from './trouble.ts'

/** What is known without the app at the moment of a look. */
export interface Known {
  /** Open for longer than they may be untold. */
  readonly overdue: readonly Trouble[]
  /** Told before, and still open. */
  readonly told: readonly Trouble[]
  /** Mended for longer than they may still be told. */
  readonly mended: readonly Trouble[]
  /** How many identities have an ATX of an epoch at the node. */
  readonly published: (epoch: number) => number
  /** When a publish epoch ends. */
  readonly hard: (epoch: number) => number
  readonly now: number
}

/** Both pages that are looked at: the table of identities, and the list of open alerts. */
export interface Looks {
  readonly table: PageLook
  readonly list: PageLook
}

const calm = /^Nothing is open\. Last checked/
const needsNobody = /nothing needs you/i
/** Not calm, and needs nobody. */
const atWork = /^A move is running: /
const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
/** At rest after a loss that a person has seen: told by the row, asked of nobody. */
const overAndSeen = /^(Not in this round|Published late)$/
const asking = ['warn', 'bad', 'odd']

export const isCalm = ({ strip }: PageLook): boolean => strip.quiet && calm.test(strip.text)

const hasNoHost = ({ strip }: PageLook): boolean => strip.text.startsWith('Smeshdesk does not answer.')
const titleCount = ({ title }: PageLook): number => Number(/^\((\d+)\) /.exec(title)?.[1] ?? 0)
/** It stays for a while, and is counted nowhere: it asks nobody. */
const isOver = ({ text }: Said): boolean => text.startsWith('No longer so since ')
const stripCount = ({ strip, all }: PageLook): number => (strip.quiet ? 0 : (all ?? (isOver(strip) ? 0 : 1)))
const openIn = (list: readonly Said[]): number => list.filter((said) => !isOver(said)).length

/** "One needs you, two disagree." as 3. */
export function needsInWords(summary: string): number {
  const said = summary.slice(summary.lastIndexOf('. ') + 2)
  const parts = [...said.matchAll(/(\w+) (?:is banned|are banned|disagrees?|needs? you)/gi)]
  return parts.reduce((sum, [, word = '']) => sum + Math.max(Number(word) || 0, numbers.indexOf(word.toLowerCase())), 0)
}

const isShown = ({ state, loss }: SeenRow, { states, marks }: Trouble): boolean =>
  states.test(state) && (marks === undefined || marks.test(loss ?? ''))

/** The sentence that tells a trouble, where row, act, count and title tell it too; else `null`. */
export function toldBy(looks: Looks, trouble: Trouble): Said | null {
  const { table } = looks
  const row = trouble.rows.every((name) => table.rows.some((one) => one.name === name && isShown(one, trouble)))
  const said = everySaid(looks).find(({ text }) => trouble.says.test(text)) ?? null
  const count = !trouble.counted || (titleCount(table) > 0 && (table.needs ?? 0) >= trouble.rows.length)
  const { act } = trouble
  return row && count && said !== null && (act === null || said.acts.some((one) => act.test(one))) ? said : null
}

const everySaid = ({ table, list }: Looks): readonly Said[] => [table.strip, ...(list.list ?? [])]
export const isSaid = (looks: Looks, { says }: Trouble): boolean => everySaid(looks).some(({ text }) => says.test(text))

function surfacesAgree({ table, list }: Looks): string[] {
  const found: string[] = []
  // Nothing is counted of what may be old.
  if (hasNoHost(table) || hasNoHost(list))
    return hasNoHost(table) === table.title.startsWith('Smeshdesk does not answer · ') ? [] : ['strip and title differ on the host']
  const alerts = titleCount(table)
  const needs = table.needs ?? -1
  if (stripCount(table) !== alerts) found.push(`the title counts ${alerts} and the strip ${stripCount(table)}`)
  if (table.title !== list.title) found.push(`two pages have two titles: ${table.title}, ${list.title}`)
  if (list.list !== null && openIn(list.list) !== titleCount(list))
    found.push(`the list holds ${openIn(list.list)} that are open and its title counts ${titleCount(list)}`)
  if (table.rows.length > 0 && needsInWords(table.summary) !== needs)
    found.push(`the filter counts ${needs}, the head says: ${table.summary}`)
  const loud = table.rows.filter(({ tone, state }) => asking.includes(tone) && !overAndSeen.test(state)).length
  if (table.rows.some(({ tone }) => tone === 'bad') && table.strip.tone !== 'bad') found.push('a row is bad, and the strip is not')
  if (loud > needs) found.push(`${loud} rows are loud and the filter counts ${needs}`)
  if (needs > 0 && alerts === 0) found.push(`${needs} rows need a person and the title counts nothing`)
  if (alerts > 0 && needsNobody.test(table.strip.text)) found.push(`the strip says that nothing needs you, and the title counts ${alerts}`)
  return found
}

function calmIsTrue({ table }: Looks, { overdue }: Known): string[] {
  const found: string[] = []
  const loud = table.rows.filter(({ tone }) => asking.includes(tone)).map(({ name, state }) => `${name} ${state}`)
  if (needsNobody.test(table.summary) && !isCalm(table) && !isOver(table.strip) && !atWork.test(table.strip.text))
    found.push(`the head says that nothing needs you, the strip: ${table.strip.text.split('.')[0]}`)
  if (isCalm(table)) {
    if (loud.length > 0) found.push(`calm beside ${loud.join(', ')}`)
    if ((table.needs ?? 0) > 0) found.push('calm, and the filter counts somebody')
    if (table.title !== 'Smeshdesk') found.push(`calm under the title ${table.title}`)
  }
  for (const { name, rows } of overdue) {
    if (isCalm(table)) found.push(`calm beside: ${name}`)
    if (needsNobody.test(table.strip.text)) found.push(`the strip says that nothing needs you beside: ${name}`)
    if (rows.length > 0 && needsNobody.test(table.summary)) found.push(`the head says that nothing needs you beside: ${name}`)
  }
  return found
}

function bandIsTrue({ table: { band } }: Looks, { published, hard, now }: Known): string[] {
  const found: string[] = []
  const kept = /epoch (\d+) is kept/.exec(band)?.[1]
  const share = Number(/for (\d+) of \d+/.exec(band)?.[1] ?? 1)
  if (kept !== undefined && published(Number(kept) - 1) < share)
    found.push(`the band calls epoch ${kept} kept for ${share}, and ${published(Number(kept) - 1)} have its ATX`)
  const possible = /epoch (\d+) still possible/.exec(band)?.[1]
  const graceMs = 3_000
  if (possible !== undefined && now > hard(Number(possible) - 1) + graceMs)
    found.push(`the band calls epoch ${possible} possible after its hard deadline`)
  return found
}

/** Every sentence names what is not as it must be; none is good. */
export function judge(looks: Looks, known: Known): string[] {
  const untold = [...known.overdue, ...known.told].filter((trouble) => toldBy(looks, trouble) === null)
  const stays = known.mended.filter((trouble) => isSaid(looks, trouble))
  return [
    ...surfacesAgree(looks),
    ...calmIsTrue(looks, known),
    ...bandIsTrue(looks, known),
    ...[...new Set(untold.map(({ name }) => name))].map((name) => `not told: ${name}`),
    ...stays.map(({ name }) => `told after it was mended: ${name}`),
  ]
}
