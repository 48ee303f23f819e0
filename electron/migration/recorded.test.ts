import { expect, test } from 'vitest'
import { saw } from '../contract/seen.ts'
import { readAt, recordedMoves, shownAt } from './testing/recorded.io.ts'

const moments = recordedMoves('v1').flatMap((move) => move.moments.map((moment) => [move.name, moment.name, { move, moment }] as const))

/** That version wrote sentences; now the page says them, some by the code of the problem alone. */
const said: readonly (readonly [of: string, now: string])[] = [
  ['process 2, /opt/go-spacemesh: go-spacemesh -d /attic', saw('process', '2', '/opt/go-spacemesh', 'go-spacemesh -d /attic')],
  ['a proof of malfeasance exists', ''],
  ['the source shows other rows of this identity than at its last stop', ''],
]
const now = (recorded: unknown): unknown =>
  JSON.parse(JSON.stringify(recorded), (_, part: unknown) => said.find(([of]) => of === part)?.[1] ?? part)

/** Through JSON, as the recording went: what is `undefined` is not there. */
const told = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

// The files are never written anew: they are what an earlier version left on people's disks.
test.each(moments)(
  'the first form, %s, %s: read, shown, held and gone on with as by the version that wrote it',
  async (_move, _at, { move, moment }) => {
    expect(told(await readAt(move, moment))).toEqual(now(moment.says))
  },
)

test('the plan of the first form is shown as by the version that wrote it, to its last path', async () => {
  for (const [, , { move, moment }] of moments)
    if (moment.shown !== undefined) expect(told(await shownAt(move, moment))).toEqual(now(moment.shown))
})
