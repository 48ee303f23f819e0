import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { errorCodes } from '../../electron/contract/errors.ts'
import { endingWords } from '../../renderer/words/en/endings.ts'
import { errorWords } from '../../renderer/words/errors.ts'

const source = (path: string) => readFileSync(new URL(`../../electron/${path}`, import.meta.url), 'utf8')
const missing = (keys: Iterable<string>, words: Readonly<Record<string, unknown>>) => [...keys].filter((key) => !Object.hasOwn(words, key))

/** Keys that a file names only as text, found by a pattern; none found means that the pattern is out of date. */
const keysIn = (path: string, pattern: RegExp): string[] => {
  const found = [...source(path).matchAll(pattern)].flatMap(([, key]) => (key === undefined ? [] : [key]))
  expect(found.length).toBeGreaterThan(0)
  return found
}

it('has words for every expected failure', () => {
  expect(Object.keys(errorWords).sort()).toEqual([...errorCodes].sort())
})

it('has words for every way in which a service or a node ends', () => {
  for (const path of ['post/outcome/post-service.ts', 'nodes/outcome/node.ts']) {
    expect(missing(keysIn(path, /^ {2}'([a-z-]+)',$/gm), endingWords.meanings)).toEqual([])
  }
})
