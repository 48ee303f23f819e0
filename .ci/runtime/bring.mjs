// Electron's runtime: where it is, and how it is brought when it is missing, by the electron package's own installer.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { node24, root } from '../bootstrap.mjs'
import { askedFor, cacheFolder, failedLately, forgetFailure, rememberFailure } from './memory.mjs'

const preload = fileURLToPath(new URL('./watched-fetch.mjs', import.meta.url))
/** Known to be out of reach within 10 s, the installer's own start included. */
const deadlines = { firstByteMs: 8_000, stallMs: 20_000 }

const versionOf = (electron) => JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')).version
const versionIn = (dist) => textOf(join(dist, 'version'))?.replace(/^v/, '') ?? null
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : null)

/** Folder and program of a runtime that is whole: the installer writes path.txt last. Else null. */
export function findRuntime({ electron = join(root, 'node_modules', 'electron'), env = process.env } = {}) {
  const chosen = env.ELECTRON_OVERRIDE_DIST_PATH
  const folder = chosen || join(electron, 'dist')
  const named = textOf(join(electron, 'path.txt'))
  const names = chosen ? [named, 'electron', 'electron.exe', 'Electron.app/Contents/MacOS/Electron'] : [named]
  if (!chosen && versionIn(folder) !== versionOf(electron)) return null
  const program = names
    .filter(Boolean)
    .map((name) => join(folder, name))
    .find((path) => existsSync(path))
  return program ? { folder, program } : null
}

/** Why there is none, to stand in one sentence. */
function reasonOf(said) {
  if (/Checksum|checksum/.test(said)) return 'the archive that came is not the one that is pinned'
  const code = /download-failed (\S+)/.exec(said)?.[1] ?? ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the name of its host leads nowhere from here'
  if (code === 'no-answer' || code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'its host does not answer'
  if (code === 'stalled') return 'its download stood still'
  if (code.startsWith('status-')) return `its host answered with status ${code.slice('status-'.length)}`
  return code === '' ? 'its installer failed' : `its host can’t be reached, ${code}`
}

const megabytes = (bytes) => (bytes / 1024 / 1024).toFixed(0)

/** One line that grows on a terminal, a line for each tenth elsewhere. */
function progress(out = process.stdout) {
  let shown = -1
  return ({ got, total }) => {
    const part = total ? Math.floor((got / total) * (out.isTTY ? 100 : 10)) : Math.floor(got / 10_485_760)
    if (part === shown) return
    shown = part
    const line = `Bringing Electron’s runtime: ${megabytes(got)}${total ? ` of ${megabytes(total)}` : ''} MB`
    out.write(out.isTTY ? `\r${line} ` : `${line}\n`)
    if (out.isTTY && got === total) out.write('\n')
  }
}

/** The installer's variables hold, mirrors, cache and proxies; but the hash that decides is always the package's own. */
function environment(env, limits) {
  const given = Object.entries(env).filter(([name]) => !/^(npm_config_)?electron_use_remote_checksums$/i.test(name))
  return {
    ...Object.fromEntries(given),
    ELECTRON_GET_NO_PROGRESS: '1',
    NODE_USE_ENV_PROXY: '1',
    SMESHDESK_DOWNLOAD: JSON.stringify(limits),
  }
}

/** Runs the installer to its end; resolves with what it said when it failed, with null when all went well. */
function install(electron, { env, limits, show }) {
  return new Promise((resolve) => {
    const child = spawn(node24(), ['--import', preload, join(electron, 'install.js')], {
      env: environment(env, limits),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const stop = () => {
      child.kill()
      process.exit(130)
    }
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
    let said = ''
    let line = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const lines = `${line}${text}`.split('\n')
      line = lines.pop()
      const last = lines.findLast((one) => one.startsWith('{"got"'))
      if (last) show(JSON.parse(last))
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said = `${said}${text}`.slice(-8_000)
      // A look-up of a name that is under way would keep the process from ending; what it held is cleaned up by then.
      if (said.includes('download-failed')) setTimeout(() => child.kill('SIGKILL'), 500).unref()
    })
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop)
      resolve(code === 0 ? null : said || `exit ${code}`)
    })
  })
}

/**
 * The runtime, brought when it is missing; else why there is none, in half a sentence. A failure is remembered for a day,
 * in which nothing is tried unless `again`.
 */
export async function bringRuntime({ again = false, ...given } = {}) {
  const { electron = join(root, 'node_modules', 'electron'), env = process.env, limits = deadlines, show = progress() } = given
  const there = findRuntime({ electron, env })
  if (there) return { runtime: there, why: null }
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return { runtime: null, why: 'there is none in the folder that ELECTRON_OVERRIDE_DIST_PATH names' }
  const file = join(given.cache ?? cacheFolder(env), 'runtime.json')
  const asked = askedFor(versionOf(electron), env)
  const now = (given.now ?? Date.now)()
  const before = again ? null : failedLately(file, { asked, now })
  if (before) return { runtime: null, why: before }
  // Half a runtime, or another version's, must never pass for this one.
  rmSync(join(electron, 'path.txt'), { force: true })
  if (versionIn(join(electron, 'dist')) !== versionOf(electron)) rmSync(join(electron, 'dist'), { recursive: true, force: true })
  const said = await install(electron, { env, limits, show })
  const runtime = said === null ? findRuntime({ electron, env }) : null
  if (runtime) forgetFailure(file)
  const why = runtime ? null : reasonOf(said ?? '')
  if (why) rememberFailure(file, { asked, now, why })
  return { runtime, why }
}

/** The one sentence, for a start that goes on without it. */
export const withoutRuntime = (why, instead, again) =>
  `${instead}: Electron’s runtime could not be had (${why}); it is tried again after a day, or at once with ${again}.`
