import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Secret } from '../../secret/index.ts'
import { version } from '../../version.ts'
import { defaultProfileFolder } from '../profile-folder.ts'
import { commandLine, parseCommandLine } from './command-line.ts'
import { readDoorFile, removeDoorFile, writeDoorFile } from './door-file.ts'
import { browserCommand } from './open-browser.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smeshdesk-console-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('our version is the package’s', async () => {
  const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8')
  expect((JSON.parse(text) as { version: string }).version).toBe(version)
})

const plain = { name: 'serve', port: 0, profile: null, open: false, publicOrigin: null, doorFile: null }
test.each([
  [['serve'], plain],
  [['serve', '--port', '4100', '--open', '--profile', '/p'], { ...plain, port: 4100, open: true, profile: '/p' }],
  [['serve', '--public-origin', 'https://rig.example'], { ...plain, publicOrigin: 'https://rig.example' }],
  [['serve', '--token-file=/t'], { ...plain, doorFile: '/t' }],
  [['code', '--profile', '/p'], { name: 'code', profile: '/p', doorFile: null }],
  [['doctor', '--json'], { name: 'doctor', profile: null, json: true }],
  [['support-bundle', '--to', '/f', '--profile', '/p'], { name: 'support-bundle', profile: '/p', to: '/f' }],
  [['devnet', 'node', '--help'], { name: 'devnet', args: ['node', '--help'] }],
  [['serve', '--help'], { name: 'help' }],
  [[], { name: 'help' }],
  [['--version'], { name: 'version' }],
])('%j', (args, command) => expect(parseCommandLine(args)).toEqual(command))

test.each([
  [['serve', '--port', '70000']],
  [['serve', '--port', '-1']],
  [['serve', '--public-origin', 'http://x']],
  [['serve', 'extra']],
  [['support-bundle']],
  [['doctor', '--all']],
  [['serve', '--host', '0.0.0.0']],
  [['code', '--open']],
  [['migrate']],
])('%j is refused in one sentence', (args) => {
  const command = parseCommandLine(args)
  expect(command.name).toBe('wrong')
  expect(command.name === 'wrong' && command.sentence).toMatch(/\.$/)
})

const told = { address: '127.0.0.1:4100', token: 't'.repeat(43) }
const door = { ...told, token: new Secret(told.token) }
const readText = async (file: string) => {
  const { address, token } = await readDoorFile(file)
  return { address, token: token.reveal() }
}

test('the door file is its user’s alone, and only its own host removes it', async () => {
  const file = join(folder, 'door.json')
  await writeFile(file, 'old', { mode: 0o644 })
  await writeDoorFile(file, door)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readText(file)).toEqual(told)
  await removeDoorFile(file, { ...door, token: new Secret('u'.repeat(43)) })
  expect(await readText(file)).toEqual(told)
  await removeDoorFile(file, door)
  await expect(readDoorFile(file)).rejects.toThrow('No host is running')
})

test.each([
  ['readable by others', { text: JSON.stringify(told), mode: 0o644, words: 'read by others' }],
  ['no JSON', { text: 'x', mode: 0o600, words: 'not a door file' }],
  ['another computer', { text: JSON.stringify({ ...told, address: '10.0.0.1:80' }), mode: 0o600, words: 'not a door file' }],
  ['too large', { text: JSON.stringify({ ...told, filler: 'x'.repeat(5000) }), mode: 0o600, words: 'not a door file' }],
])('a door file that is %s is refused', async (_, { text, mode, words }) => {
  const file = join(folder, 'bad.json')
  await writeFile(file, text)
  await chmod(file, mode)
  await expect(readDoorFile(file)).rejects.toThrow(words)
})

test('the profile lies where the system keeps such things', () => {
  const home = '/home/u'
  expect(defaultProfileFolder({ platform: 'linux', home, environment: {} })).toBe('/home/u/.local/share/smeshdesk')
  expect(defaultProfileFolder({ platform: 'linux', home, environment: { XDG_DATA_HOME: '/d' } })).toBe('/d/smeshdesk')
  expect(defaultProfileFolder({ platform: 'darwin', home, environment: {} })).toBe('/home/u/Library/Application Support/Smeshdesk')
  expect(defaultProfileFolder({ platform: 'win32', home, environment: { APPDATA: '/a' } })).toBe('/a/Smeshdesk')
})

test('a browser is opened without a shell', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    expect(browserCommand(platform, 'http://127.0.0.1:1/#code=x').at(-1)).toBe('http://127.0.0.1:1/#code=x')
})

test('the command for another link can be pasted as it is printed, whatever the folder is called', () => {
  expect(commandLine(['/usr/bin/node', '/a/smeshdesk.js', 'code', '--profile', '/home/u/.local'])).toBe(
    '/usr/bin/node /a/smeshdesk.js code --profile /home/u/.local',
  )
  expect(commandLine(['/my node', "it's", '$HOME', 'a\\b'])).toBe("'/my node' 'it'\\''s' '$HOME' 'a\\b'")
  expect(commandLine(['C:\\Program Files\\node.exe', 'C:\\x.js', 'code'], true)).toBe('"C:\\Program Files\\node.exe" C:\\x.js code')
})
