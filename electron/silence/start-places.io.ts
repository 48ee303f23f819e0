import { basename } from 'node:path'
import { fileOf, isHidden, ofInstance, restarts, type StartText, settersOf, startedUnits } from './reasons.ts'
import type { StartFiles } from './start-files.io.ts'

/** A text that starts programs, and whether it does so by itself. */
export interface StartPlace extends StartText {
  readonly by: 'unit' | 'user-unit' | 'cron' | 'autostart' | 'boot-script'
  readonly on: boolean
  /** A unit by its own name, with its instance; else the file's. */
  readonly name: string
  /** The home folder that it names as its user's; `null`: the whole computer's. */
  readonly home: string | null
  /** What belongs to a unit: files that add to it, units that set it off. */
  readonly parts: readonly { readonly by: 'drop-in' | 'timer'; readonly path: string }[]
}

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
async function unitsIn(files: StartFiles, places: readonly string[]) {
  const texts = new Map<string, StartText>()
  const dropIns = new Map<string, StartText[]>()
  const switchedOn: string[] = []
  for (const place of places) {
    const names = await files.list(place)
    const units = names.filter((name) => isUnit(name) && !texts.has(name)).map((name) => `${place}/${name}`)
    for (const unit of await textsAt(files, units)) texts.set(basename(unit.path), unit)
    for (const name of names.filter((one) => !isUnit(one))) {
      const path = `${place}/${name}`
      if (/\.(?:wants|requires)$/.test(name)) switchedOn.push(...(await files.list(path)))
      if (!name.endsWith('.d')) continue
      const parts = (await files.list(path)).filter((one) => one.endsWith('.conf')).map((one) => `${path}/${one}`)
      const unit = name.slice(0, -2)
      dropIns.set(unit, [...(dropIns.get(unit) ?? []), ...(await textsAt(files, parts))])
    }
  }
  const added = (names: readonly string[]): readonly StartText[] => names.flatMap((name) => dropIns.get(name) ?? [])
  for (const [name, { path, text }] of texts) texts.set(name, { path, text: [text, ...added([name]).map((part) => part.text)].join('\n') })
  return { texts, switchedOn, added }
}

/** What every start reaches. */
const reached = ['default', 'multi-user', 'graphical', 'basic', 'sysinit', 'timers', 'paths', 'sockets'].map((name) => `${name}.target`)

/**
 * Units, a template once for each of its instances. On are those that are switched on, and those that systemd runs now and starts again
 * when they end.
 */
async function unitPlaces(files: StartFiles, places: readonly string[], whose: Pick<StartPlace, 'by' | 'home'>): Promise<StartPlace[]> {
  const { texts, switchedOn, added } = await unitsIn(files, places)
  const units = new Map([...texts].map(([name, { text }]) => [name, text]))
  const started = startedUnits(units, [...switchedOn, ...reached])
  const running = new Set((await files.list('/run/systemd/units')).map((name) => name.replace(/^invocation:/, '')))
  const names = new Set([...texts.keys(), ...[...started, ...running].filter((name) => texts.has(fileOf(name)))])
  return [...names].flatMap((name) => {
    const unit = texts.get(name) ?? texts.get(fileOf(name))
    if (unit === undefined) return []
    const own = texts.has(name) ? [] : added([name])
    const text = ofInstance([unit.text, ...own.map((part) => part.text)].join('\n'), name)
    const setOff = settersOf(units, started, name).map((setter) => ({ by: 'timer' as const, path: texts.get(setter)?.path ?? setter }))
    const dropIns = added([...new Set([fileOf(name), name])]).map(({ path }) => ({ by: 'drop-in' as const, path }))
    return [
      {
        ...whose,
        name,
        path: unit.path,
        text,
        on: started.has(name) || (running.has(name) && restarts(text)),
        parts: [...dropIns, ...setOff],
      },
    ]
  })
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

const others = (by: StartPlace['by'], texts: readonly StartText[], home: string | null = null): StartPlace[] =>
  texts.map(({ path, text }) => ({ by, path, text, name: basename(path), home, on: by !== 'autostart' || !isHidden(text), parts: [] }))

/** All that starts programs on this computer, and for the users of these homes. What could not be read is told by `files`. */
export async function startPlaces(files: StartFiles, homes: readonly string[]): Promise<StartPlace[]> {
  const found = [
    ...(await unitPlaces(files, [...systemUnits, ...generated], { by: 'unit', home: null })),
    ...others('autostart', await textsIn(files, ['/etc/xdg/autostart'])),
    ...others('cron', [...(await textsAt(files, ['/etc/crontab', '/etc/anacrontab'])), ...(await textsIn(files, cronFolders))]),
    ...others('boot-script', await textsAt(files, ['/etc/rc.local', '/etc/rc.d/rc.local'])),
    ...others('boot-script', await textsIn(files, ['/etc/supervisor/conf.d', '/etc/supervisord.d'])),
    ...others('boot-script', await initTexts(files)),
  ]
  for (const home of homes) {
    found.push(...(await unitPlaces(files, userUnits(home), { by: 'user-unit', home })))
    found.push(...others('autostart', await textsIn(files, [`${home}/.config/autostart`]), home))
  }
  return found
}
