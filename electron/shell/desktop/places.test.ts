import { expect, test } from 'vitest'
import { consoleProgram, profileFrom } from './places.ts'

test('places: the profile from the command line, the console program beside the package', () => {
  const surroundings = { platform: 'linux' as const, home: '/h', environment: {} }
  expect(profileFrom(['.', '--profile', '/p'], surroundings)).toBe('/p')
  expect(profileFrom(['--profile=/q'], surroundings)).toBe('/q')
  expect(profileFrom([], surroundings)).toBe('/h/.local/share/smeshdesk')
  expect(consoleProgram({ isPackaged: true, resources: '/r', appFolder: '/r/app.asar', platform: 'win32' })).toEqual([
    '/r/console/node.exe',
    '/r/console/smeshdesk.js',
  ])
  expect(consoleProgram({ isPackaged: false, resources: '', appFolder: '/a', platform: 'linux' })).toEqual([
    'node',
    '/a/out/console/smeshdesk.js',
  ])
})
