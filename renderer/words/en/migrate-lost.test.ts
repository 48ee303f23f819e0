import { expect, test } from 'vitest'
import { RigName } from '../../../electron/contract/model/basics.ts'
import type { LostMove } from '../../../electron/contract/model/migration.ts'
import { migrateLostWords } from './migrate-lost.ts'

const lost: LostMove = {
  id: '0123456789ab',
  why: 'unknown-batch',
  detail: '',
  identity: null,
  name: 'a1',
  from: null,
  to: null,
  found: [],
  held: [],
  letGoWords: null,
  letGoClosed: null,
}

test('what a lost move holds has a way out, below', () => {
  const held = { ...lost, held: [RigName.parse('attic'), RigName.parse('home')] }
  const said = migrateLostWords.lost.acts(held).at(-1)
  for (const part of ['attic', 'home', 'let go']) expect(said).toContain(part)
  expect(migrateLostWords.lost.acts(lost).join(' ')).not.toContain('let go')
})
