/** What can be found, and by what. */
export interface Findable {
  readonly said: string
  /** Lower case. */
  readonly hay: string
  /** Found by their beginning only, letter by letter: ids. Made when they are asked for. */
  readonly exact?: () => readonly string[]
}

const whole = { word: 100, part: 60, letters: 20 }
const idLetters = 4

/** The letters of `term` in their order, near each other: the fewer lie between, the more. `null`: not all are there. */
const byLetters = (hay: string, term: string): number | null => {
  let at = -1
  let between = 0
  for (const letter of term) {
    const found = hay.indexOf(letter, at + 1)
    if (found === -1) return null
    if (at !== -1) between += found - at - 1
    at = found
  }
  return between > term.length * 3 ? null : whole.letters - between
}

const isStart = (hay: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(hay[at - 1] ?? '')

const ofTerm = ({ hay, exact = () => [] }: Findable, term: string): number | null => {
  const lower = term.toLowerCase()
  const at = hay.indexOf(lower)
  if (at !== -1) return (isStart(hay, at) ? whole.word : whole.part) - Math.min(at, 50) / 10
  if (term.length >= idLetters && exact().some((one) => one.startsWith(term) || one.startsWith(lower))) return whole.word
  return byLetters(hay, lower)
}

/** All that every word of the query is found in, the best first, of equals the shorter, then in the order given. */
export const found = <One extends Findable>(all: readonly One[], query: string): readonly One[] => {
  const terms = query.split(/\s+/).filter((term) => term !== '')
  if (terms.length === 0) return all
  return all
    .flatMap((one) => {
      let score = 0
      for (const term of terms) {
        const got = ofTerm(one, term)
        if (got === null) return []
        score += got
      }
      return [{ one, score }]
    })
    .sort((a, b) => b.score - a.score || a.one.said.length - b.one.said.length)
    .map(({ one }) => one)
}
