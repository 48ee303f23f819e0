import { expect, it } from 'vitest'
import type { Epoch } from '../../electron/contract/model/basics.ts'
import { english } from '../../renderer/words/en/index.ts'
import { pseudo, pseudoWords } from './pseudo.ts'

const leaves = (part: unknown): unknown[] => (typeof part === 'object' && part !== null ? Object.values(part).flatMap(leaves) : [part])

it('says every sentence of the catalogue in another way: longer, accented, in brackets', () => {
  const said = leaves(english)
  const strange = leaves(pseudoWords)
  expect(strange).toHaveLength(said.length)
  for (const [index, text] of said.entries()) {
    if (typeof text !== 'string' || !/[a-z]{2}/i.test(text)) continue
    expect(strange[index]).toMatch(/^\[.*\]$/s)
    expect(String(strange[index]).length).toBeGreaterThanOrEqual(Math.ceil(text.length * 1.35))
  }
})

it('leaves names, ids and numbers of a sentence as they are', () => {
  expect(pseudo('Nothing to do')).toBe('[Ñóóthííñg tóó dóó]')
  expect(pseudoWords.acts.start('node', 'attic')).toBe('[Stáárt attic~]')
  expect(pseudoWords.programs.stopDialog.nodeLoses(['attic', 'home'])).toContain('attic áá')
  expect(pseudoWords.identities.epoch(4 as Epoch)).toBe('[éépóóçh 4]')
})
