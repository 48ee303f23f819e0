import { homedir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { saw } from '../contract/seen.ts'
import type { Reasons } from './facts.ts'
import { type StartText, scriptsIn, startsNodeOf, type Wanted } from './reasons.ts'
import { remembering } from './reasons-memory.ts'
import { type StartFiles, startFiles } from './start-files.io.ts'
import { startPlaces } from './start-places.io.ts'

/** What restarts containers is known to their own tools only. */
async function containerTools(files: StartFiles, home: string): Promise<string[]> {
  const places: [string, string][] = [
    ['/var/lib/docker', 'docker'],
    ['/var/run/docker.sock', 'docker'],
    ['/var/lib/containers', 'podman'],
    [`${home}/.local/share/containers`, 'podman'],
  ]
  const found: string[] = []
  for (const [path, tool] of places) if (await files.exists(path)) found.push(saw('containers-of', tool))
  return [...new Set(found)]
}

/** Names the folder itself, or runs a script that does: one level deep. */
async function starts(files: StartFiles, { text }: StartText, wanted: Wanted): Promise<boolean> {
  if (startsNodeOf(text, wanted)) return true
  for (const path of scriptsIn(text, wanted.home).slice(0, 20)) {
    if (/^\/(?:dev|proc|sys)\//.test(path)) continue
    const script = await files.read(path)
    if (script !== null && startsNodeOf(script, wanted)) return true
  }
  return false
}

/** Looks for everything that would start a node of the folder by itself. `root`: for tests. */
export async function lookForReasons(wanted: Omit<Wanted, 'home'>, { root = '/', home = homedir() } = {}): Promise<Required<Reasons>> {
  const files = startFiles(root)
  const texts = (await startPlaces(files, [home])).filter(({ on }) => on)
  const found: string[] = []
  for (const text of texts) if (await starts(files, text, { ...wanted, home })) found.push(text.path)
  return { autoStart: [...new Set(found)], autoStartUnread: [...files.incomplete, ...(await containerTools(files, home))] }
}

const asked = new Map<string, (anew: boolean) => Promise<Reasons>>()

/** The same, but what was seen some seconds ago, unless `anew`; and on a slow disk what was seen last. */
export function reasonsOf(wanted: Omit<Wanted, 'home'>, anew: boolean): Promise<Reasons> {
  const key = JSON.stringify(wanted)
  const ask =
    asked.get(key) ??
    remembering({
      look: () => lookForReasons(wanted),
      isNothing: ({ autoStart }: Reasons) => autoStart.length === 0,
      wait: (ms) => wait(ms, undefined, { ref: false }),
      nowMs: () => performance.now(),
    })
  asked.set(key, ask)
  return ask(anew)
}
