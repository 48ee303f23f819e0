import { homedir } from 'node:os'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { saw } from '../contract/seen.ts'
import type { Reasons } from './facts.ts'
import { isHidden, restarts, type StartText, scriptsIn, startedUnits, startsNodeOf, type Wanted } from './reasons.ts'
import { remembering } from './reasons-memory.ts'
import { type StartFiles, startFiles } from './start-files.io.ts'

const systemUnits = ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map((place) => `${place}/systemd/system`)
const generated = ['generator.early', 'generator', 'generator.late'].map((place) => `/run/systemd/${place}`)
const userUnits = (home: string): string[] => [
  ...['.config', '.local/share'].map((place) => `${home}/${place}/systemd/user`),
  ...['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map((place) => `${place}/systemd/user`),
]
const isUnit = (name: string): boolean => /\.(?:service|timer|path|socket|target)$/.test(name)

/** Those of them that can be read. */
async function textsAt(files: StartFiles, paths: readonly string[]): Promise<StartText[]> {
  const texts = await Promise.all(paths.map((path) => files.read(path)))
  return paths.flatMap((path, index) => {
    const text = texts[index] ?? null
    return text === null ? [] : [{ path, text }]
  })
}

/** One manager's units: the first place that has a name gives its text, drop-ins of every place are added. */
async function unitsIn(files: StartFiles, places: readonly string[]): Promise<{ texts: Map<string, StartText>; switchedOn: string[] }> {
  const texts = new Map<string, StartText>()
  const dropIns: [string, string][] = []
  const switchedOn: string[] = []
  for (const place of places) {
    const names = await files.list(place)
    const units = names.filter((name) => isUnit(name) && !texts.has(name)).map((name) => `${place}/${name}`)
    for (const unit of await textsAt(files, units)) texts.set(basename(unit.path), unit)
    for (const name of names) {
      const path = `${place}/${name}`
      if (isUnit(name)) continue
      if (name.endsWith('.d')) {
        for (const part of (await files.list(path)).filter((one) => one.endsWith('.conf')))
          dropIns.push([name.slice(0, -2), (await files.read(`${path}/${part}`)) ?? ''])
      } else if (/\.(?:wants|requires)$/.test(name)) switchedOn.push(...(await files.list(path)))
    }
  }
  for (const [name, more] of dropIns) {
    const unit = texts.get(name)
    if (unit !== undefined) texts.set(name, { path: unit.path, text: `${unit.text}\n${more}` })
  }
  return { texts, switchedOn }
}

/** What every start reaches. */
const reached = ['default', 'multi-user', 'graphical', 'basic', 'sysinit', 'timers', 'paths', 'sockets'].map((name) => `${name}.target`)

/** Units that are switched on, and those that systemd runs now and starts again when they end. */
async function unitTexts(files: StartFiles, places: readonly string[]): Promise<StartText[]> {
  const { texts, switchedOn } = await unitsIn(files, places)
  const started = startedUnits(new Map([...texts].map(([name, { text }]) => [name, text])), [...switchedOn, ...reached])
  const running = new Set((await files.list('/run/systemd/units')).map((name) => name.replace(/^invocation:/, '')))
  return [...texts].filter(([name, { text }]) => started.has(name) || (running.has(name) && restarts(text))).map(([, unit]) => unit)
}

async function textsIn(files: StartFiles, folders: readonly string[]): Promise<StartText[]> {
  const paths: string[] = []
  for (const folder of folders) for (const name of await files.list(folder)) paths.push(`${folder}/${name}`)
  return textsAt(files, paths)
}

const cronFolders = [
  '/etc/cron.d',
  ...['hourly', 'daily', 'weekly', 'monthly'].map((pace) => `/etc/cron.${pace}`),
  '/var/spool/cron',
  '/var/spool/cron/crontabs',
  '/etc/supervisor/conf.d',
  '/etc/supervisord.d',
]

/** Scripts of init that a run level starts. */
async function initTexts(files: StartFiles): Promise<StartText[]> {
  const started = new Set<string>()
  for (const level of ['2', '3', '4', '5', 'S'])
    for (const name of await files.list(`/etc/rc${level}.d`)) if (/^S\d\d/.test(name)) started.add(`/etc/init.d/${name.slice(3)}`)
  const runs = ['/etc/sv', '/etc/service', '/service']
  for (const folder of runs) for (const name of await files.list(folder)) started.add(`${folder}/${name}/run`)
  return textsAt(files, [...started])
}

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
  const texts = [
    ...(await unitTexts(files, [...systemUnits, ...generated])),
    ...(await unitTexts(files, userUnits(home))),
    ...(await textsIn(files, [`${home}/.config/autostart`, '/etc/xdg/autostart'])).filter(({ text }) => !isHidden(text)),
    ...(await textsAt(files, ['/etc/crontab', '/etc/anacrontab', '/etc/rc.local', '/etc/rc.d/rc.local'])),
    ...(await textsIn(files, cronFolders)),
    ...(await initTexts(files)),
  ]
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
