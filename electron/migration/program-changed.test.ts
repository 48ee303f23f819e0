import { expect, test } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { OneMove } from './testing/one-move.io.ts'

const changed = saw('program-changed', '/opt/go-spacemesh', 'a', 'b')

test('a program that is not the file that it was is told, not tried again and again; once it is right the move goes on', async () => {
  const move = new OneMove()
  let blocked = true
  let starts = 0
  move.rig.meanwhile = {
    effect: () => 'do',
    question: (name) => {
      if (name !== 'start' || !blocked) return
      starts++
      throw new AppError('hash_mismatch', changed)
    },
  }
  await move.run()
  expect(move.row()).toMatchObject({ activity: 'needs-resume', state: 'armed', problem: { code: 'program-changed', detail: changed } })
  expect(starts).toBe(1)
  blocked = false
  await move.resume()
  expect(move.row()).toMatchObject({ state: 'moved', problem: null })
})
