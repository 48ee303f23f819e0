import type { Check } from '../../electron/contract/model/basics.ts'
import { shortId, size } from './format.ts'

type Say = (check: Check) => string | null

const calm: Readonly<Record<string, string>> = {
  calm: 'no gap is near',
  gap: 'the cycle gap is open',
  'gap-soon': 'the gap opens before the move would be over',
  unknown: 'the next gap is not known',
}

const own: Readonly<Record<string, Say>> = {
  space: ({ values: { free, need } }) =>
    free === undefined || need === undefined ? null : `${size(Number(free))} free, ${size(Number(need))} needed`,
  'calm-time': ({ evidence }) => calm[evidence] ?? null,
}

/** How a process was seen at a folder, in the core's short words. */
const ways: Readonly<Record<string, string>> = {
  'open-file': 'has a file of it open',
  argument: 'names it',
  argv: 'names it',
  node: 'is its node',
  'working-folder': 'stands in it',
}

/** What was seen, as people read it: whole ids short, ways of seeing in words. The raw text stays behind it, for the tooltip. */
export const plainEvidence = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{32,}\b/g, (id) => shortId(id))
    .replace(/process (\d+) \(([a-z-]+)\):/g, (whole, pid: string, how: string) =>
      ways[how] === undefined ? whole : `process ${pid} ${ways[how]}:`,
    )

export const evidenceWords = (check: Check): string => own[check.id]?.(check) ?? plainEvidence(check.evidence)
