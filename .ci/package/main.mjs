// Packages for Linux with electron-builder and looks at the result. Runs on Node 24; started by .ci/package.mjs.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fuses } from '../../electron/shell/policy/fuses.ts'
import { root, tool } from '../bootstrap.mjs'
import { findRuntime } from '../runtime/bring.mjs'
import { lookAtArchive, lookAtConsole, lookAtDeb, lookAtFuses, lookAtWindow } from './look.mjs'
import { writeStub } from './stub-electron.mjs'

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const electronVersion = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version

/** The folder of Electron's real runtime for Linux, or null: `.ci/package.mjs` has tried to bring it. */
function realRuntime() {
  const folder = findRuntime()?.folder
  return folder && existsSync(join(folder, 'electron')) && existsSync(join(folder, 'resources.pak')) ? folder : null
}

const canMakeDeb = spawnSync('dpkg-deb', ['--version']).status === 0

function pack(runtime, output, isStub) {
  const args = [
    '--config',
    'electron-builder.yml',
    '--linux',
    'dir',
    ...(canMakeDeb ? ['deb'] : []),
    '--x64',
    '--publish',
    'never',
    `-c.electronDist=${runtime}`,
    `-c.electronVersion=${electronVersion}`,
    `-c.directories.output=${output}`,
  ]
  if (isStub) args.push('-c.deb.artifactName=smeshdesk-stub.deb')
  const env = { ...process.env, CUSTOM_FPM_PATH: join(root, '.ci/package/fpm.mjs'), ...(isStub ? { SMESHDESK_QUICK_PACKING: '1' } : {}) }
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool('electron-builder'), ...args], { cwd: root, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}\n${stderr}`)
}

async function look(output) {
  const folder = join(output, 'linux-unpacked')
  const resources = join(folder, 'resources')
  const deb = readdirSync(output).find((name) => name.endsWith('.deb'))
  return [
    lookAtArchive(resources),
    await lookAtFuses(join(folder, 'smeshdesk'), fuses),
    ...(deb
      ? lookAtDeb(join(output, deb), version)
      : [{ name: 'deb', measured: canMakeDeb ? 'none was made' : 'this system has no dpkg-deb', holds: canMakeDeb ? false : null }]),
    await lookAtConsole(resources, version),
    lookAtWindow(resources, root),
  ]
}

const real = realRuntime()
const work = mkdtempSync(join(tmpdir(), 'smeshdesk-package-'))
const output = real ? join(root, 'dist') : join(work, 'dist')
try {
  const began = performance.now()
  console.log(`Packaging with ${real ? '' : 'a stub of '}Electron ${electronVersion}`)
  pack(real ?? writeStub(join(work, 'runtime'), electronVersion), output, !real)
  const figures = await look(output)
  for (const { name, measured, holds } of figures)
    console.log(`${holds ? 'holds ' : holds === null ? 'NOT RUN' : 'BROKEN'}  ${name.padEnd(52)} ${measured}`)
  const held = figures.filter(({ holds }) => holds).length
  console.log(`\n${held} of ${figures.length} hold, ${Math.round((performance.now() - began) / 1000)} s, runtime ${real ? 'real' : 'stub'}`)
  process.exitCode = figures.some(({ holds }) => holds === false) ? 1 : 0
} finally {
  rmSync(work, { recursive: true, force: true })
}
