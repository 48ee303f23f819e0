import { shortId } from '../format/ids.ts'
import { seenText } from './seen.ts'

/** What was seen, as people read it: whole ids short. */
export const plainEvidence = (text: string): string => seenText(text).replace(/\b[0-9a-f]{32,}\b/g, (id) => shortId(id))
