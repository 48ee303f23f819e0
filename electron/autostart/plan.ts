import { sealed } from './sealed.ts'
import { launchdPlist, type Started, systemdUnit, taskXml } from './unit-text.ts'

export type Scope = 'user' | 'system'
export type Command = readonly [string, ...string[]]

export interface Where {
  readonly platform: string
  readonly home: string
  /** `XDG_CONFIG_HOME`, where it is set and absolute. */
  readonly configHome: string | null
  readonly scope: Scope
}

/** How this computer starts it: what is written where, and what is run to make it so, to take it back, and to see whether it is so. */
export interface StartPlan {
  readonly kind: 'systemd-user' | 'systemd-system' | 'launchd' | 'task'
  readonly file: string
  readonly text: string
  readonly encoding: 'utf8' | 'utf16le'
  readonly install: readonly Command[]
  /** Before the file is removed, and after. */
  readonly remove: readonly Command[]
  readonly removed: readonly Command[]
  /** Ends with 0 when the system would start it; `null`: the file alone does. */
  readonly isOn: Command | null
}

function ofSystemd(started: Started, { home, configHome, scope }: Where): StartPlan {
  const unit = `${started.name}.service`
  const ask = (...words: string[]): Command => ['systemctl', ...(scope === 'user' ? ['--user'] : []), ...words]
  const reload = ask('daemon-reload')
  return {
    kind: scope === 'user' ? 'systemd-user' : 'systemd-system',
    file: `${scope === 'user' ? `${configHome ?? `${home}/.config`}/systemd/user` : '/etc/systemd/system'}/${unit}`,
    text: sealed(systemdUnit(started)),
    encoding: 'utf8',
    install: [reload, ask('enable', unit)],
    remove: [ask('disable', unit)],
    removed: [reload],
    isOn: ask('is-enabled', '--quiet', unit),
  }
}

const ofLaunchd = (started: Started, { home, scope }: Where): StartPlan => ({
  kind: 'launchd',
  file: scope === 'user' ? `${home}/Library/LaunchAgents/${started.name}.plist` : `/Library/LaunchDaemons/${started.name}.plist`,
  text: sealed(launchdPlist(started)),
  encoding: 'utf8',
  // It is read at the next login: loaded now, it would start a second one beside whoever asks for it.
  install: [],
  remove: [],
  removed: [],
  isOn: null,
})

const ofScheduler = (started: Started): StartPlan => {
  const file = `${started.profile}\\${started.name}.xml`
  return {
    kind: 'task',
    file,
    text: sealed(taskXml(started)),
    encoding: 'utf16le',
    install: [['schtasks.exe', '/Create', '/TN', started.name, '/XML', file, '/F']],
    remove: [['schtasks.exe', '/Delete', '/TN', started.name, '/F']],
    removed: [],
    isOn: ['schtasks.exe', '/Query', '/TN', started.name],
  }
}

/** `null`: no way is known here. Throws `bad_input` for a path that no such file can hold. */
export function startPlan(started: Started, where: Where): StartPlan | null {
  const { platform, scope } = where
  if (platform === 'linux') return ofSystemd(started, where)
  if (platform === 'darwin') return ofLaunchd(started, where)
  return platform === 'win32' && scope === 'user' ? ofScheduler(started) : null
}
