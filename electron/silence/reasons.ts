/** A text that starts programs: a unit with its drop-ins, a crontab, a script. */
export interface StartText {
  readonly path: string
  readonly text: string
}

/** What a program is known by on command lines: its folder, and the config that names the folder. Absolute. */
export interface Wanted {
  readonly folder: string
  readonly configs: readonly string[]
  readonly home: string
}

/** `//`, `/./` and a `/` at the end name the same place. */
export const normalPath = (path: string): string => path.replaceAll(/\/(?:\.?\/)+/g, '/').replace(/(?<=.)\/\.?$/, '')

/** Escapes, quotes and names of the home folder undone, lines that only comment left out. */
function plain(text: string, home: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*[#;]/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .replaceAll(/\\x20|\\ /g, ' ')
    .replaceAll(/%h|\$\{HOME\}|\$HOME\b/g, home)
    .replaceAll(/(^|[\s"'=])~(?=\/)/g, (_whole, before: string) => `${before}${home}`)
    .replaceAll(/\/(?:\.?\/)+/g, '/')
}

const partOfName = /[\p{L}\p{N}_~+@%-]/u

/** Whether the text names the path or something in it: whole names only, so that `…/ABC` is not `…/A`. */
function names(text: string, wanted: string): boolean {
  const path = normalPath(wanted)
  for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + 1)) {
    const [before, after = '', next = ''] = [text[at - 1] ?? '', text[at + path.length], text[at + path.length + 1]]
    const goesOn = partOfName.test(after) || (after === '.' && partOfName.test(next))
    if (!goesOn && !partOfName.test(before) && !/[./]/.test(before)) return true
  }
  return false
}

/** Words that count from a unit's working folder, as whole paths. */
function relativeWords(text: string): string {
  const folder = /^WorkingDirectory=-?"?(\/[^\n"]*)/m.exec(text)?.[1]?.trim()
  if (folder === undefined) return ''
  const words = [...text.matchAll(/(?:^Exec\w+=|[\s=])["']?((?:\.{0,2}\/)?[\w][^\s"'=]*)/gm)].map(([, word = '']) => word)
  return `${folder}\n${words.map((word) => `${folder}/${word}`).join('\n')}`
}

const namesDataFolder = /(?:^|\s)["']?(?:-d|--data-folder)(?:[\s=]|$)/m

/**
 * Whether a node that this text starts would use the folder. A config that several nodes share counts only where no other data
 * folder is named beside it.
 */
export function startsNodeOf(text: string, { folder, configs, home }: Wanted): boolean {
  const said = plain(text, home)
  const whole = `${said}\n${normalPath(relativeWords(said)).replaceAll(/\/(?:\.?\/)+/g, '/')}`
  if (names(whole, folder)) return true
  return !namesDataFolder.test(said) && configs.some((config) => config.startsWith('/') && names(whole, config))
}

/** Files that a text runs, by absolute path: what they start may be the node. */
export const scriptsIn = (text: string, home: string): string[] => [
  ...new Set([...plain(text, home).matchAll(/(?:^|[\s="'@!+:-])(\/[^\s"';|&<>]+)/gm)].map(([, path = '']) => normalPath(path))),
]

const listed = (text: string, key: string): string[] =>
  [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].flatMap(([, names = '']) => names.trim().split(/\s+/))
const baseOf = (unit: string): string => unit.replace(/\.\w+$/, '')
/** `node@a.service` runs the file `node@.service`. */
export const fileOf = (unit: string): string => unit.replace(/@.+(?=\.\w+$)/, '@')

/** The text of a template as it stands for one of its instances. */
export function ofInstance(text: string, unit: string): string {
  const [, prefix = '', instance = ''] = /^(.+?)@(.*)\.\w+$/.exec(unit) ?? []
  if (instance === '') return text
  const plainly = instance
    .replaceAll('-', '/')
    .replaceAll(/\\x([0-9a-f]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return text.replaceAll(/%([iIpn])/g, (_all, letter: string) => ({ i: instance, I: plainly, p: prefix, n: unit })[letter] ?? '')
}

const setsOff = /\.(?:timer|path|socket)$/
/** The units that such a timer, path or socket sets off. */
function setOffBy(unit: string, text: string): string[] {
  const named = [...listed(text, 'Unit'), ...listed(text, 'Service')]
  return named.length === 0 ? [`${baseOf(unit)}.service`] : named
}

/** Timers, paths and sockets that are on and set a unit off. */
export const settersOf = (units: ReadonlyMap<string, string>, started: ReadonlySet<string>, unit: string): string[] =>
  [...units].flatMap(([name, text]) => (setsOff.test(name) && started.has(name) && setOffBy(name, text).includes(unit) ? [name] : []))

/** Units that start without anybody asking: switched on, wanted by such a one, or set off by a timer, path or socket that is. */
export function startedUnits(units: ReadonlyMap<string, string>, switchedOn: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>()
  const queue = [...switchedOn]
  for (let unit = queue.pop(); unit !== undefined; unit = queue.pop()) {
    if (found.has(unit)) continue
    found.add(unit).add(fileOf(unit))
    const text = units.get(unit) ?? units.get(fileOf(unit)) ?? ''
    queue.push(...['Wants', 'Requires', 'BindsTo', 'Upholds', 'Requisite'].flatMap((key) => listed(text, key)))
    if (setsOff.test(unit)) queue.push(...setOffBy(unit, text))
  }
  return found
}

/** Comes back after it was told to end, as long as systemd runs it. */
export const restarts = (text: string): boolean => /^Restart=(?!no\s*$)\w/m.test(text)

/** A desktop entry that is switched off. */
export const isHidden = (text: string): boolean => /^(?:Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/im.test(text)
