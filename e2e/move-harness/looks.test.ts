import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareRig } from './disk-nodes.ts'
import { keyTextsOf, looks } from './sweep.ts'

let rig = ''
let keyTexts: string[] = []
const at = (side: string, name: string) => join(rig, side, 'identities', name)
const found = () => looks({ rig, keyTexts })

beforeEach(() => {
  rig = mkdtempSync(join(tmpdir(), 'looks-'))
  prepareRig(rig)
  keyTexts = keyTextsOf(rig)
})
afterEach(() => rmSync(rig, { recursive: true }))

test('a key in its place or out of use is one copy, of all six', () => {
  expect([keyTexts.length, found()]).toEqual([6, []])
  renameSync(at('attic', 'a1.key'), at('attic', 'a1.key.moved-0123456789ab'))
  expect(found()).toEqual([])
})

test('one out of use is a copy by its text, not by its name', () => {
  renameSync(at('attic', 'a1.key'), at('attic', 'a1.key.moved-0123456789ab'))
  truncateSync(at('attic', 'a1.key.moved-0123456789ab'), 100)
  const id = keyTexts.find((text) => readFileSync(at('attic', 'a2.key'), 'latin1') !== text)?.slice(64, 72)
  expect(found()).toEqual([`no whole copy of ${id} is left`])
})

test('two places that load one key, and a node that would not start, are found whosever key it is', () => {
  copyFileSync(at('attic', 'a2.key'), at('home', 'a2.key'))
  expect(found()).toEqual([expect.stringMatching(/^[0-9a-f]{8} is loadable 2 times: /)])
  truncateSync(at('home', 'a2.key'), 100)
  expect(found()).toEqual([`torn key ${at('home', 'a2.key')}`, 'torn key'])
})
