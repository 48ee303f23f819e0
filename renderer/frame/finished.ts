import type { State } from '../../electron/contract/state.ts'
import type { MarkName } from '../ui/marks.ts'
import type { Tone } from '../ui/tone.ts'
import { shellWords } from '../words/shell.ts'

/** One finished thing: what, and where it is shown. Things of one kind share a line. */
export interface Finished {
  readonly id: string
  readonly kind: 'atx' | 'move'
  readonly mark: MarkName
  readonly tone: Tone
  readonly head: string
  readonly rest: string
  readonly route: string
}

/** One line for all that is told of a kind. `short` is for where only two words have room. */
export interface ToldLine {
  readonly kind: Finished['kind']
  readonly mark: MarkName
  readonly tone: Tone
  readonly said: string
  readonly short: string
  readonly route: string
}

const words = shellWords.finished

const published = (before: State, now: State): Finished[] =>
  Object.values(now.identities).flatMap((row) => {
    const was = before.identities[row.id]
    if (was === undefined || was === row || row.state !== 'published' || was.state === 'published') return []
    return [
      {
        id: `atx ${row.id}`,
        kind: 'atx',
        mark: 'published',
        tone: 'good',
        head: row.name,
        rest: words.published,
        route: `/identities/${row.id}`,
      },
    ]
  })

const moves = (before: State, now: State): Finished[] =>
  Object.values(now.batches).flatMap((batch): Finished[] => {
    const was = before.batches[batch.batch]
    if (was === undefined || was.activity === 'ended' || batch.activity !== 'ended') return []
    const unmoved = batch.state === 'aborted' || batch.state === 'closed'
    const rest = batch.state === 'closed' ? words.closed : unmoved ? words.aborted(batch.source) : words.moved(batch.target)
    return [
      {
        id: `move ${batch.batch}`,
        kind: 'move',
        mark: unmoved ? 'retired' : 'accepted',
        tone: 'idle',
        head: batch.identityName,
        rest,
        route: `/migrate/${batch.batch}`,
      },
    ]
  })

/** What came to its end between two states; nothing that was so before the page looked. */
export const finishedBetween = (before: State | null, now: State | null): readonly Finished[] =>
  before === null || now === null ? [] : [...moves(before, now), ...published(before, now)]

/** Already in sight: the open move, and every identity while their list is open. */
export const inSight = ({ kind, route }: Finished, location: string): boolean =>
  kind === 'atx' ? location.startsWith('/identities') : location === route

/** Adds what is new; a thing that is told again takes its own place. */
export const addFinished = (old: readonly Finished[], fresh: readonly Finished[]): readonly Finished[] => [
  ...old.filter(({ id }) => !fresh.some((one) => one.id === id)),
  ...fresh,
]

const lineOf = (kind: Finished['kind'], things: readonly Finished[]): ToldLine | null => {
  const [one] = things
  if (one === undefined) return null
  const { mark, tone } = one
  if (things.length === 1) return { kind, mark, tone, said: `${one.head} ${one.rest}`, short: words.short[kind](1), route: one.route }
  const said = kind === 'atx' ? words.manyPublished(things.length) : words.manyMoves(things.length)
  return { kind, mark, tone, said, short: words.short[kind](things.length), route: kind === 'atx' ? '/identities' : '/migrate' }
}

/** At most two lines, whatever happens at once. */
export const linesOf = (things: readonly Finished[]): readonly ToldLine[] =>
  (['move', 'atx'] as const).flatMap(
    (kind) =>
      lineOf(
        kind,
        things.filter((thing) => thing.kind === kind),
      ) ?? [],
  )
