// A folder that electron-builder takes for Electron's runtime where the real one can't be had: right in shape, unable to run.
import { appendFileSync, chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Fuses lie behind this text in Electron's program: a version byte, a length byte, one character per fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

const marked = (file) => {
  copyFileSync('/bin/true', file)
  appendFileSync(file, Buffer.concat([Buffer.from(sentinel), Buffer.from([1, 9]), Buffer.from('101100011')]))
  chmodSync(file, 0o755)
}

/** Writes the stub for Linux and returns its folder. */
export function writeStub(folder, version) {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  marked(join(folder, 'electron'))
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler']) copyFileSync('/bin/true', join(folder, name))
  for (const name of [
    'icudtl.dat',
    'resources.pak',
    'chrome_100_percent.pak',
    'chrome_200_percent.pak',
    'LICENSE',
    'LICENSES.chromium.html',
    join('locales', 'en-US.pak'),
  ])
    writeFileSync(join(folder, name), 'stub\n')
  writeFileSync(join(folder, 'version'), version)
  return folder
}
