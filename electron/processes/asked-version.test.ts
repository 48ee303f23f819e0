import { expect, test, vi } from 'vitest'
import { kindLooks } from './kind-looks.io.ts'
import type { ProgramSpec } from './program-spec.ts'

const spec = (program: string) => ({ program, args: ['--dir', '/post'] }) as unknown as ProgramSpec

test('a program is asked for its version only once it is proven: to ask is to run it', async () => {
  const prove = vi.fn((): Promise<() => boolean> => Promise.reject(new Error('changed')))
  expect(await kindLooks.service.refused?.(spec('/opt/post-service'), { prove })).toBeNull()
  expect(prove).toHaveBeenCalledWith('/opt/post-service')
  prove.mockClear()
  // A file of another name is never asked, so it is not proven either: that is for its start.
  expect(await kindLooks.service.refused?.(spec('/opt/mine.sh'), { prove })).toBeNull()
  expect(prove).not.toHaveBeenCalled()
})
