// Runs on any Node >= 20 and needs nothing installed: brings the packages, then names the Node 24 that runs everything else.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const windows = process.platform === 'win32'

/** Ends the program with one plain sentence: what is wrong and what to do. */
export function stop(sentence) {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}

/** Runs one command to its end with our terminal; ends the program when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: false, ...options })
  if (error) stop(`${command} could not be started: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

const stampFile = join(root, 'node_modules', '.smeshdesk-lock')
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

/** Installs exactly what the lockfile names, when that has not been done for this lockfile. */
export function ensurePackages() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash()) return
  console.log('Installing packages (about half a minute) …')
  run(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: windows })
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, lockHash())
}

/** Path of a Node of major version 24 or newer: the running one, else the pinned one from the packages. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const pinned = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
  const answer = spawnSync(pinned, ['-p', 'process.versions.node'], { encoding: 'utf8' })
  if (answer.status === 0 && Number(answer.stdout.split('.')[0]) >= 24) return pinned
  return stop('Smeshdesk needs Node 24 or newer, and no packaged one exists for this system. Install Node 24 and run this again.')
}

/** The entry script of an installed tool, to be run by `node24()`. */
export function tool(name) {
  const link = join(root, 'node_modules', '.bin', name)
  if (!existsSync(link)) stop(`The tool ${name} is not installed. Run: npm ci`)
  return link
}
