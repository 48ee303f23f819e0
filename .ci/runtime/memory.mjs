// Remembers, outside the repository, that Electron's runtime could not be had, so that not every start waits for it.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

const dayMs = 24 * 60 * 60_000

/** The place for files that may be lost at any time. */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Smeshdesk', 'Cache')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Smeshdesk')
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'smeshdesk')
}

/** Changes with whatever may make the next try end otherwise: another version, mirror or proxy. */
export function askedFor(version, env = process.env) {
  const names = Object.keys(env)
    .filter((name) => /^(npm_config_|npm_package_config_)?electron_|^(https?|no|all)_proxy$/i.test(name))
    .sort()
  const text = JSON.stringify([version, names.map((name) => [name, env[name]])])
  return createHash('sha256').update(text).digest('hex')
}

/** Why it could not be had less than a day ago, when the same was asked for; else null. */
export function failedLately(file, { asked, now }) {
  try {
    const { asked: before, at, why } = JSON.parse(readFileSync(file, 'utf8'))
    return before === asked && at <= now && now - at < dayMs && typeof why === 'string' ? why : null
  } catch {
    return null
  }
}

export function rememberFailure(file, { asked, now, why }) {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify({ asked, at: now, why }))
  } catch {
    // Without the file the next start only waits once more.
  }
}

export const forgetFailure = (file) => rmSync(file, { force: true })
