import { shortId } from '../format/ids.ts'
import { checkEvidence } from './en/check-evidence.ts'
import { seenText } from './seen.ts'
import { told } from './told.ts'

const words = told('checkEvidence', checkEvidence)

/** What was seen, as people read it: whole ids short, ways of seeing in words. */
export const plainEvidence = (text: string): string =>
  seenText(text)
    .replace(/\b[0-9a-f]{32,}\b/g, (id) => shortId(id))
    .replace(/process (\d+) \(([a-z-]+)\):/g, (whole, pid: string, how: string) => {
      const way = words.ways[how]
      return way === undefined ? whole : words.process(pid, way)
    })
