import type { Check } from '../../electron/contract/model/basics.ts'
import { shortId } from '../format/ids.ts'
import { checkEvidence } from './en/check-evidence.ts'
import { seenText } from './seen.ts'
import { told } from './told.ts'

const words = told('checkEvidence', checkEvidence)

type Say = (check: Check) => string | null

const own: Readonly<Record<string, Say>> = {
  'calm-time': ({ evidence }) => words.calm[evidence] ?? null,
}

/** What was seen, as people read it: whole ids short. */
export const plainEvidence = (text: string): string => seenText(text).replace(/\b[0-9a-f]{32,}\b/g, (id) => shortId(id))

/** The same with nothing shortened, for the tooltip. */
export const wholeEvidence = (check: Check): string => own[check.id]?.(check) ?? seenText(check.evidence)

export const evidenceWords = (check: Check): string => own[check.id]?.(check) ?? plainEvidence(check.evidence)
