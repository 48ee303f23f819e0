import { expect, test } from 'vitest'
import { type PathHost, pastedPath } from './pasted-path.ts'

const linux: PathHost = { windows: false, home: '/home/me', variable: () => undefined }
const windows: PathHost = {
  windows: true,
  home: 'C:\\Users\\me',
  variable: (name) => (name.toUpperCase() === 'APPDATA' ? 'C:\\Users\\me\\AppData\\Roaming' : undefined),
}
const first = (text: string, host: PathHost) => {
  const read = pastedPath(text, host)
  return 'paths' in read ? read.paths[0] : read.problem
}

test.each([
  ['/data/attic', '/data/attic'],
  ['  /data/attic/ \n', '/data/attic'],
  ['/data//attic/../attic/.', '/data/attic'],
  ['"/data/my disk"', '/data/my disk'],
  ["'/data/my disk/'", '/data/my disk'],
  ['“/data/attic”', '/data/attic'],
  ['`/data/attic`', '/data/attic'],
  ['\u200e/data/attic\ufeff', '/data/attic'],
  ['~', '/home/me'],
  ['~/spacemesh', '/home/me/spacemesh'],
  ['"~/post data"', '/home/me/post data'],
  ['$HOME/post', '/home/me/post'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable, as pasted
  ['${HOME}/post', '/home/me/post'],
  ['file:///data/my%20disk', '/data/my disk'],
  ['FILE://localhost/data/attic/', '/data/attic'],
  ['file:/data/attic', '/data/attic'],
  ['/', '/'],
])('%s on Linux is %s', (text, path) => expect(first(text, linux)).toBe(path))

test('escaped blanks are read in both ways, the plain one first', () =>
  expect(pastedPath('/media/My\\ Disk', linux)).toEqual({ paths: ['/media/My\\ Disk', '/media/My Disk'] }))

test.each([
  ['', 'empty'],
  ['  "" ', 'empty'],
  ['data/attic', 'not-absolute'],
  ['./attic', 'not-absolute'],
  ['/data/a\n/data/b', 'several-lines'],
  ['/data/a\u0000b', 'control-character'],
  ['/data/a\u001b[31m', 'control-character'],
  ['file:///data/%00', 'control-character'],
  ['file://nas/share', 'other-machine'],
  ['file:///data/%zz', 'not-absolute'],
  ['~root/spacemesh', 'other-home'],
  ['C:\\post', 'other-system'],
  ['D:/post', 'other-system'],
  ['\\\\nas\\share', 'other-system'],
  [`/${'a'.repeat(4096)}`, 'too-long'],
])('%j on Linux is refused: %s', (text, problem) => expect(first(text, linux)).toBe(problem))

test.each([
  ['D:\\smeshing\\post1', 'D:\\smeshing\\post1'],
  ['D:/smeshing/post1/', 'D:\\smeshing\\post1'],
  ['"D:\\my post\\"', 'D:\\my post'],
  ['D:', 'D:\\'],
  ['D:\\', 'D:\\'],
  ['\\\\nas\\share\\post', '\\\\nas\\share\\post'],
  ['//nas/share/post', '\\\\nas\\share\\post'],
  ['\\\\?\\D:\\post', 'D:\\post'],
  ['\\\\?\\UNC\\nas\\share\\post', '\\\\nas\\share\\post'],
  ['file:///D:/my%20post', 'D:\\my post'],
  ['file://nas/share/post', '\\\\nas\\share\\post'],
  ['%APPDATA%\\Spacemesh', 'C:\\Users\\me\\AppData\\Roaming\\Spacemesh'],
  ['$env:APPDATA\\Spacemesh', 'C:\\Users\\me\\AppData\\Roaming\\Spacemesh'],
  ['~\\spacemesh', 'C:\\Users\\me\\spacemesh'],
  ['/d/post', 'D:\\post'.replace('D', 'd')],
])('%s on Windows is %s', (text, path) => expect(first(text, windows)).toBe(path))

test.each([
  ['\\\\.\\PhysicalDrive0', 'device'],
  ['post1', 'not-absolute'],
  ['D:post1', 'not-absolute'],
  ['%NOSUCH%\\x', 'not-absolute'],
])('%s on Windows is refused: %s', (text, problem) => expect(first(text, windows)).toBe(problem))
