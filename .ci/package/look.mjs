// Looks at a built package from outside, as somebody who got it would, and says what is not as promised.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** Our names of fuses (electron-builder's) and the tool's. */
const fuseNames = {
  runAsNode: 'RunAsNode',
  enableCookieEncryption: 'EnableCookieEncryption',
  enableNodeOptionsEnvironmentVariable: 'EnableNodeOptionsEnvironmentVariable',
  enableNodeCliInspectArguments: 'EnableNodeCliInspectArguments',
  enableEmbeddedAsarIntegrityValidation: 'EnableEmbeddedAsarIntegrityValidation',
  onlyLoadAppFromAsar: 'OnlyLoadAppFromAsar',
  loadBrowserProcessSpecificV8Snapshot: 'LoadBrowserProcessSpecificV8Snapshot',
  grantFileProtocolExtraPrivileges: 'GrantFileProtocolExtraPrivileges',
}

export function lookAtArchive(resources) {
  const files = listPackage(join(resources, 'app.asar'), { isPack: false }).map((name) => name.replaceAll('\\', '/'))
  const stray = files.filter((name) => !/^\/(package\.json|out|out\/(main|preload|renderer)(\/.*)?)$/.test(name))
  const needed = ['/package.json', '/out/main/main.js', '/out/preload/preload.cjs', '/out/renderer/index.html'].filter(
    (name) => !files.includes(name),
  )
  const sources = files.filter((name) => /\.(ts|tsx|map)$|\.env/.test(name))
  return {
    name: 'archive holds the built outputs and nothing else',
    measured: `${files.length} entries, ${stray.length + sources.length} stray, ${needed.length} missing`,
    holds: stray.length + sources.length + needed.length === 0,
  }
}

export async function lookAtFuses(program, promised) {
  const wire = await getCurrentFuseWire(program)
  const wrong = Object.entries(fuseNames).filter(
    ([ours, theirs]) => wire[FuseV1Options[theirs]] !== (promised[ours] ? FuseState.ENABLE : FuseState.DISABLE),
  )
  return {
    name: 'fuses burnt as stated',
    measured: `${Object.keys(fuseNames).length - wrong.length} of ${Object.keys(fuseNames).length}${wrong.map(([ours]) => ` ${ours}`).join('')}`,
    holds: wrong.length === 0,
  }
}

const notExecutable = (paths) => paths.filter((path) => (statSync(path).mode & 0o111) === 0)

function lookAtControl(tree, version) {
  const control = readFileSync(join(tree, 'DEBIAN', 'control'), 'utf8')
  const wanted = [
    'Package: smeshdesk',
    `Version: ${version}`,
    'Architecture: amd64',
    'Maintainer: Smeshdesk developers',
    'Depends: libgtk-3-0',
    'Description: The desktop for people who smesh at home',
  ]
  const missing = wanted.filter((line) => !control.includes(line))
  return {
    name: 'deb control',
    measured: `${wanted.length - missing.length} of ${wanted.length} fields ${missing.join(', ')}`,
    holds: missing.length === 0,
  }
}

function lookAtDesktopEntry(tree) {
  const entry = readFileSync(join(tree, 'usr/share/applications/smeshdesk.desktop'), 'utf8')
  const missing = [
    'Name=Smeshdesk',
    'Exec=/opt/Smeshdesk/smeshdesk',
    'Icon=smeshdesk',
    'Type=Application',
    'Terminal=false',
    'Categories=Utility;',
  ].filter((line) => !entry.includes(line))
  const hicolor = join(tree, 'usr/share/icons/hicolor')
  const icons = readdirSync(hicolor).filter((size) => existsSync(join(hicolor, size, 'apps/smeshdesk.png')))
  return {
    name: 'deb desktop entry and icons',
    measured: `${missing.length} lines missing ${missing.join(', ')}, ${icons.length} icon sizes`,
    holds: missing.length === 0 && icons.length >= 8,
  }
}

/** Unpacks the deb and looks at what dpkg and a desktop would read. */
export function lookAtDeb(deb, version) {
  const tree = mkdtempSync(join(tmpdir(), 'smeshdesk-look-'))
  try {
    if (spawnSync('dpkg-deb', ['--raw-extract', deb, tree]).status !== 0)
      return [{ name: 'deb opens', measured: 'dpkg-deb refused it', holds: false }]
    const programs = [
      'DEBIAN/postinst',
      'DEBIAN/postrm',
      'opt/Smeshdesk/smeshdesk',
      'opt/Smeshdesk/resources/console/smeshdesk',
      'opt/Smeshdesk/resources/console/node',
    ]
    const dead = notExecutable(programs.map((path) => join(tree, path)))
    return [
      lookAtControl(tree, version),
      lookAtDesktopEntry(tree),
      {
        name: 'deb scripts and programs can be run',
        measured: `${programs.length - dead.length} of ${programs.length}`,
        holds: dead.length === 0,
      },
    ]
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

/** Opens the window of the archive's own main script: in the stand-in, for a stub of the runtime can't. */
export function lookAtWindow(resources, root) {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-archive-'))
  try {
    extractAll(join(resources, 'app.asar'), folder)
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'e2e/standin/main.ts'), '--app', folder],
      { encoding: 'utf8', timeout: 120_000 },
    )
    return { name: 'the archive’s window opens and works', measured: stdout.trim().split('\n').at(-1), holds: status === 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const statusOf = (url) =>
  new Promise((resolve, reject) => get(url, (response) => resolve(response.resume().statusCode)).on('error', reject))

/** Starts the packaged console program as a user would and asks it for its page. */
export async function lookAtConsole(resources, version) {
  const program = join(resources, 'console', 'smeshdesk')
  const said = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim()
  const profile = mkdtempSync(join(tmpdir(), 'smeshdesk-profile-'))
  const began = performance.now()
  const child = spawn(program, ['serve', '--profile', profile], { stdio: ['ignore', 'pipe', 'pipe'] })
  try {
    const link = await new Promise((resolve, reject) => {
      let text = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (part) => {
          text += part
          const found = /^Smeshdesk is at (\S+)$/m.exec(text)
          if (found) resolve(found[1])
        })
      child.once('exit', () => reject(new Error(text)))
    })
    const readyMs = Math.round(performance.now() - began)
    const status = await statusOf(link.split('#')[0])
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const code = await ended
    return {
      name: 'packaged console program starts, answers and ends',
      measured: `version ${said}, ready ${readyMs} ms, HTTP ${status}, exit ${code}`,
      holds: said === version && status === 200 && code === 0,
    }
  } catch (error) {
    return { name: 'packaged console program starts, answers and ends', measured: String(error.message).split('\n')[0], holds: false }
  } finally {
    child.kill('SIGKILL')
    rmSync(profile, { recursive: true, force: true })
  }
}
