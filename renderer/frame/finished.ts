import type { State } from '../../electron/contract/api.ts'
import type { MarkName } from '../ui/marks.ts'
import type { Tone } from '../ui/tone.ts'
import { shellWords } from '../words/shell.ts'

/** One finished thing: what, and where it is shown. */
export interface Finished {
  readonly id: string
  readonly mark: MarkName
  readonly tone: Tone
  readonly head: string
  readonly rest: string
  readonly route: string
}

const words = shellWords.finished

const published = (before: State, now: State): Finished[] =>
  Object.values(now.identities).flatMap((row) => {
    const was = before.identities[row.id]
    if (was === undefined || was === row || row.state !== 'published' || was.state === 'published') return []
    return [
      {
        id: `atx ${row.id} ${row.since}`,
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
    const rest = batch.state === 'aborted' ? words.aborted(batch.source) : words.moved(batch.target)
    return [
      {
        id: `move ${batch.batch}`,
        mark: batch.state === 'aborted' ? 'retired' : 'accepted',
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
