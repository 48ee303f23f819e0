import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseServiceVersion, refusedByVersion } from './flag-versions.ts'

const base = ['--dir', '/p', '--address', 'http://127.0.0.1:9094', '--threads', '1']
const by = (version: string, ...more: string[]) => refusedByVersion([...base, ...more], parseServiceVersion(`service ${version}\n`))

test('reads what the programs print, and nothing else', () => {
  expect(parseServiceVersion('service 0.7.13\n')).toEqual([0, 7, 13])
  expect(parseServiceVersion('post-service 0.8.5')).toEqual([0, 8, 5])
  for (const text of ['v24.1.0', 'service', 'service 0.7', 'service 0.7.13 and more', '']) expect(parseServiceVersion(text)).toBeNull()
})

test.each([
  ['0.7.13', ['--remote-k2pow', 'http://x'], ['["flag-not-in-version","--remote-k2pow","0.7.13"]']],
  ['0.8.5', ['--remote-k2pow', 'http://x'], []],
  ['0.7.0', ['--operator-address', '127.0.0.1:50051'], ['["flag-not-in-version","--operator-address","0.7.0"]']],
  ['0.7.1', ['--operator-address', '127.0.0.1:50051'], []],
  ['0.7.13', ['--labels-per-unit=1024'], ['["flag-not-in-version","--labels-per-unit=1024","0.7.13"]']],
  ['0.7.1', ['--labels-per-unit=1024'], []],
  ['0.8.5', ['--bogus', 'x'], ['["flag-not-in-version","--bogus","0.8.5"]']],
  ['0.7.13', ['--nonces', '100'], ['["wants","--nonces","\\"100\\"","nonces"]']],
  // Of what comes after the versions that are known nothing is said.
  ['0.9.0', ['--bogus', '--nonces', '100'], []],
])('version %s with %j', (version, more, refused) => {
  expect(by(version, ...more)).toEqual(refused)
})

test('without a version nothing is refused', () => {
  expect(refusedByVersion([...base, '--bogus'], null)).toEqual([])
})

const recorded = (version: string): { readonly id: string; readonly argv: readonly string[]; readonly exit: number | null }[] =>
  JSON.parse(readFileSync(new URL(`../../e2e/recordings/cases/post-service-${version}.json`, import.meta.url), 'utf8')).cases

// The judge: what the real programs ended with exit 2 for, and what they took.
test.each(['0.7.13', '0.8.5'])('what the real %s refused is refused before it is started, and nothing that it took', (version) => {
  const cases = recorded(version)
  expect(cases.length).toBeGreaterThan(20)
  for (const { id, argv, exit } of cases) {
    const refused = refusedByVersion(argv.slice(1), parseServiceVersion(`service ${version}`))
    expect([id, refused.length > 0]).toEqual([id, exit === 2])
  }
})
