import { expect, it } from 'vitest'
import { changed, missingOf } from './entry-form.ts'
import { fieldOf, withField, wrongIn } from './line-options.ts'
import { serviceKind } from './service-form.ts'

const line = "--dir '/my disk/post' -a http://127.0.0.1:9094 --threads=2"

it('shows what the line says, and writes into the line what a field says, in the form it had', () => {
  expect([fieldOf(line, 'address'), fieldOf(line, 'threads'), fieldOf(line, 'nonces')]).toEqual(['http://127.0.0.1:9094', '2', ''])
  expect(withField(line, 'threads', '4')).toBe("--dir '/my disk/post' -a http://127.0.0.1:9094 --threads=4")
  expect(withField(line, 'nonces', '288')).toBe(`${line} --nonces 288`)
  expect(withField(line, 'address', '')).toBe("--dir '/my disk/post' --threads=2")
  expect(withField('', 'randomx-mode', 'light')).toBe('--randomx-mode light')
})

it('leaves a line alone that can not be split', () => {
  expect(withField("--dir '/open", 'threads', '4')).toBe("--dir '/open")
  expect(fieldOf("--dir '/open", 'dir' as 'key')).toBe('')
})

it('says what no version takes', () => {
  const wrong = (field: Parameters<typeof wrongIn>[0], value: string) => wrongIn(field, `--${field} ${value}`)
  expect([wrong('nonces', '100'), wrong('nonces', '8192'), wrong('nonces', '288'), wrong('nonces', '')]).toEqual([
    '100',
    '8192',
    null,
    null,
  ])
  expect([wrong('address', '127.0.0.1:9094'), wrong('address', 'https://a:1')]).toEqual(['127.0.0.1:9094', null])
  expect([wrong('threads', 'x'), wrong('randomx-mode', 'Fast')]).toEqual(['x', 'Fast'])
})

it('keeps the form from being sent with such a value', () => {
  const folder = { handle: 'h', name: 'p', path: '/p', looksLike: 'post-data' } as const
  const form = changed(serviceKind.empty, { name: 'a', folder, line: '--nonces 100' })
  expect(missingOf(serviceKind, form, false)).toContain('multiple of 16')
  expect(missingOf(serviceKind, changed(form, { line: '--nonces 128' }), false)).toBeNull()
})
