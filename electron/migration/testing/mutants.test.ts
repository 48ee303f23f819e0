import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mutants } from './mutants.ts'

// They are run a few at a time: one whose text was moved on would be missed until all are.
test.each(mutants)('$name: its text stands exactly once in $file', ({ file, find }) => {
  expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').split(find)).toHaveLength(2)
})
