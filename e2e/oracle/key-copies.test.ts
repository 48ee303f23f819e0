import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyViolations, countCopies, whatLoads } from './key-copies.ts'
import { readKeyFolders } from './key-folders.ts'

const key = `${'1'.repeat(64)}${'ab'.repeat(32)}`
const other = `${'2'.repeat(64)}${'cd'.repeat(32)}`
const file = (name: string, text: string | null = key) => ({ name, text })

test('a key under its name is loadable, one taken out of use is only kept, a half-made copy is neither', () => {
  const folders = { A: [file('a1.key.moved-0123456789ab')], B: [file('a1.key'), file('.a1.key.tmp-0123456789ab'), file('b1.key', other)] }
  expect(countCopies(folders, key)).toEqual({ loadable: ['B/a1.key'], existing: ['A/a1.key.moved-0123456789ab', 'B/a1.key'] })
  expect(copyViolations(folders, [key, other])).toEqual([])
})

test('a node loads what is called a key, the same one twice too, and stops at one that is none', () => {
  expect(whatLoads([file('a1.key'), file('x.key'), file('a1.key.moved-0123456789ab'), file('sub.key', null)])).toEqual({
    ids: ['ab'.repeat(32), 'ab'.repeat(32)],
    torn: [],
  })
  expect(whatLoads([file('a1.key'), file('torn.key', key.slice(1))]).torn).toEqual(['torn.key'])
})

test('two loadable copies are found wherever they lie and whatever they are called', () => {
  expect(copyViolations({ A: [file('a1.key')], B: [file('x.key')] }, [key])).toEqual(['abababab is loadable 2 times: A/a1.key, B/x.key'])
  expect(copyViolations({ A: [file('a1.key'), file('x.key')] }, [key])).toHaveLength(1)
})

test('a key of which only a half-made copy is left counts as gone', () => {
  expect(copyViolations({ A: [file('.a1.key.tmp-0123456789ab')] }, [key])).toEqual(['no whole copy of abababab is left'])
  expect(copyViolations({ A: [] }, [key])).toHaveLength(1)
})

test('a file that says key and is none would keep its node from starting', () => {
  expect(copyViolations({ A: [file('a1.key'), file('b1.key', key.slice(1))] }, [key])).toEqual(['torn key A/b1.key'])
})

test('folders are read as they are, what is no file has no text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-copies-'))
  try {
    writeFileSync(join(folder, 'a1.key'), key)
    mkdirSync(join(folder, 'sub.key'))
    symlinkSync('nowhere', join(folder, 'link.key'))
    const entries = readKeyFolders([folder])[folder]?.toSorted((one, two) => (one.name < two.name ? -1 : 1))
    expect(entries).toEqual([file('a1.key'), file('link.key', null), file('sub.key', null)])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
