import { expectTypeOf, it } from 'vitest'
import type { english, Words } from '../../renderer/words/en/index.ts'

type English = typeof english
/** A language in which one part is another. */
type With<Part extends keyof Words, Other> = Omit<English, Part> & Readonly<Record<Part, Other>>
type Errors = English['errors']

// `npm run check` compiles this: an expectation that does not hold is an error there.
it('a language that misses a word, or says it of other things, does not compile', () => {
  expectTypeOf<English>().toExtend<Words>()
  expectTypeOf<With<'identities', Omit<English['identities'], 'title'>>>().not.toExtend<Words>()
  expectTypeOf<With<'errors', Omit<Errors, 'codes'> & { codes: Omit<Errors['codes'], 'internal'> }>>().not.toExtend<Words>()
  expectTypeOf<With<'log', Omit<English['log'], 'title'> & { title: (name: number) => string }>>().not.toExtend<Words>()
  expectTypeOf<With<'log', Omit<English['log'], 'title'> & { title: (name: string) => string }>>().toExtend<Words>()
})
