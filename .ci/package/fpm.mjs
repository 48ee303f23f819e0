#!/usr/bin/env node
// Stands in for fpm, which electron-builder would download: makes a deb from the few arguments it is given, with dpkg-deb.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const many = { '-d': 'depends', '--deb-recommends': 'recommends' }
const flags = new Set(['--force'])

/** Options by name, and the `source=target` pairs. */
function read(args) {
  const options = { depends: [], recommends: [] }
  const maps = []
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at]
    if (flags.has(name)) continue
    if (!name.startsWith('-')) maps.push(name.split('='))
    else if (name.includes('=')) options[name.slice(2, name.indexOf('='))] = name.slice(name.indexOf('=') + 1)
    else {
      const value = args[++at]
      if (many[name]) options[many[name]].push(value)
      else options[name.replace(/^-+/, '')] = value
    }
  }
  return { options, maps }
}

const sizeOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

/** A paragraph in a control file: lines after the first begin with a blank. */
const folded = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n ')

const control = (options, bytes) =>
  [
    `Package: ${options.name}`,
    `Version: ${options.version}`,
    `Architecture: ${options.architecture}`,
    `Maintainer: ${options.maintainer}`,
    `Installed-Size: ${Math.ceil(bytes / 1024)}`,
    `Depends: ${options.depends.join(', ')}`,
    ...(options.recommends.length > 0 ? [`Recommends: ${options.recommends.join(', ')}`] : []),
    `Section: ${options.category ?? 'utils'}`,
    `Priority: ${options['deb-priority'] ?? 'optional'}`,
    `Homepage: ${options.url}`,
    `Description: ${folded(options.description)}`,
    '',
  ].join('\n')

function script(from, to) {
  writeFileSync(to, readFileSync(from))
  chmodSync(to, 0o755)
}

const { options, maps } = read(process.argv.slice(2))
if (options.t !== 'deb') {
  console.error(`this stand-in makes deb only, not ${options.t}`)
  process.exit(1)
}
const tree = mkdtempSync(join(tmpdir(), 'smeshdesk-deb-'))
try {
  for (const [from, to] of maps) {
    const target = join(tree, to)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(from, target, { recursive: true, verbatimSymlinks: true, mode: 0 })
  }
  const bytes = sizeOf(tree)
  mkdirSync(join(tree, 'DEBIAN'))
  writeFileSync(join(tree, 'DEBIAN', 'control'), control(options, bytes))
  script(options['after-install'], join(tree, 'DEBIAN', 'postinst'))
  script(options['after-remove'], join(tree, 'DEBIAN', 'postrm'))
  chmodSync(tree, 0o755)
  // A stub is only looked at, so its packing may be quick.
  const packing = process.env.SMESHDESK_QUICK_PACKING ? ['-Zgzip', '-z1'] : ['-Zxz', '-z6']
  const { status } = spawnSync('dpkg-deb', ['--root-owner-group', ...packing, '--build', tree, options.package], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(tree, { recursive: true, force: true })
}
