import type { Happening, WhatOf } from '../../electron/contract/model/happening.ts'
import type { State } from '../../electron/contract/state.ts'
import type { Look } from '../ui/tone.ts'
import { shellWords } from '../words/shell.ts'

/** One finished thing: what, and where it is shown. Things of one kind share a line. */
export interface Finished extends Look {
  readonly id: string
  readonly kind: 'atx' | 'move'
  readonly head: string
  readonly rest: string
  readonly route: string
}

/** One line for all that is told of a kind. `short` is for where only two words have room. */
export interface ToldLine extends Omit<Finished, 'id' | 'head' | 'rest'> {
  readonly said: string
  readonly short: string
}

const words = shellWords.finished

const ofAtx = ({ identity, name }: WhatOf<'state-changed'>): Finished => ({
  id: `atx ${identity}`,
  kind: 'atx',
  mark: 'published',
  tone: 'good',
  head: name,
  rest: words.published,
  route: `/identities/${identity}`,
})

const ofMove = ({ batch, name, source, target, state }: WhatOf<'batch-entered'>): Finished => ({
  id: `move ${batch}`,
  kind: 'move',
  mark: state === 'moved' ? 'accepted' : 'retired',
  tone: 'idle',
  head: name,
  rest: state === 'moved' ? words.moved(target) : state === 'closed' ? words.closed : words.aborted(source),
  route: `/migrate/${batch}`,
})

/** What came to its end, of what this page has seen before. */
const finishedOf = ({ identities, batches }: State, { what }: Happening): readonly Finished[] => {
  if (what.is === 'state-changed') return what.to === 'published' && identities[what.identity] ? [ofAtx(what)] : []
  return what.is === 'batch-entered' && what.state !== 'frozen' && batches[what.batch] ? [ofMove(what)] : []
}

/** What came to its end, as the core tells it; nothing that was told before the page looked. */
export const finishedSince = (before: State | null, now: State | null): readonly Finished[] =>
  before === null || now === null || before.happenings === now.happenings
    ? []
    : Object.values(now.happenings).flatMap((one) => (Object.hasOwn(before.happenings, one.key) ? [] : finishedOf(before, one)))

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
  const line = { kind, mark: one.mark, tone: one.tone, short: words.short[kind](things.length) }
  if (things.length === 1) return { ...line, said: `${one.head} ${one.rest}`, route: one.route }
  return kind === 'atx'
    ? { ...line, said: words.manyPublished(things.length), route: '/identities' }
    : { ...line, said: words.manyMoves(things.length), route: '/migrate' }
}

/** At most two lines, whatever happens at once. */
export const linesOf = (things: readonly Finished[]): readonly ToldLine[] =>
  (['move', 'atx'] as const).flatMap((kind) => {
    const line = lineOf(
      kind,
      things.filter((thing) => thing.kind === kind),
    )
    return line ?? []
  })
