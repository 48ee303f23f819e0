import { expect, test } from 'vitest'
import { saw } from '../contract/seen.ts'
import { readAt, recordedMoves, shownAt } from './testing/recorded.io.ts'

const moments = recordedMoves('v1').flatMap((move) => move.moments.map((moment) => [move.name, moment.name, { move, moment }] as const))

/** That version wrote sentences; now the page says them. */
const said: readonly (readonly [of: string, now: string])[] = [
  ['process 2, /opt/go-spacemesh: go-spacemesh -d /attic', saw('process', '2', '/opt/go-spacemesh', 'go-spacemesh -d /attic')],
]

/** Through JSON, as the recording went: what is `undefined` is not there. */
const told = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, part: unknown) => said.find(([, now]) => now === part)?.[0] ?? part)

// The files are never written anew: they are what an earlier version left on people's disks.
test.each(moments)(
  'the first form, %s, %s: read, shown, held and gone on with as by the version that wrote it',
  async (_move, _at, { move, moment }) => {
    expect(told(await readAt(move, moment))).toEqual(moment.says)
  },
)

test('the plan of the first form is shown as by the version that wrote it, to its last path', async () => {
  for (const [, , { move, moment }] of moments)
    if (moment.shown !== undefined) expect(told(await shownAt(move, moment))).toEqual(moment.shown)
})
