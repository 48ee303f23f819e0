import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'

/** What is started at login, and for whom. */
export interface Started {
  /** Absolute program and its arguments. */
  readonly command: readonly [string, ...string[]]
  readonly profile: string
  /** Of the unit, the agent or the task; `[a-z0-9-]` only. */
  readonly name: string
  /** The user that the system starts it for; `null`: whoever logs in. */
  readonly user: string | null
}

/** Stands in a text where the seal comes in (sealed.ts). */
export const sealMark = 'SMESHDESK-SEAL'

/** The codes after which a new start helps nobody (docs/house.md): it could not be opened, was not understood, or was ended twice. */
const noRestart = '1 2 130'
/** Seconds that the host has to end a step in; it gives up by itself after 120. */
const stopSeconds = 150

/** No such file has a way to write these that all its readers take alike. */
function plain(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new AppError('bad_input', saw('no-plain-file', text.replaceAll(/\p{Cc}/gu, '?')))
  return text
}

/** One word of a unit file (systemd.service(5), quoting and specifiers). The program itself knows no variables. */
const unitWord = (word: string, at: number): string => {
  const quoted = plain(word).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')
  return `"${at === 0 ? quoted : quoted.replaceAll('$', '$$$$')}"`
}

/**
 * A systemd unit, of a user or of the system. Services and nodes live in its control group: its end is the host's end alone
 * (`KillMode=process`), and the kernel's killing one of them for memory ends none of the others (`OOMPolicy`).
 */
export function systemdUnit({ command, profile, user }: Started): string {
  const ofSystem = user !== null
  return [
    `# Made by Smeshdesk, which replaces and removes it only as long as nobody else changed it: ${sealMark}`,
    '[Unit]',
    'Description=Smeshdesk looks after PoST services and nodes',
    ...(ofSystem ? ['Wants=network-online.target', 'After=network-online.target', `RequiresMountsFor=${unitWord(profile, 0)}`] : []),
    'StartLimitIntervalSec=600',
    'StartLimitBurst=5',
    '',
    '[Service]',
    'Type=exec',
    ...(ofSystem ? [`User=${plain(user).replaceAll('%', '%%')}`] : []),
    `ExecStart=${command.map(unitWord).join(' ')}`,
    'KillMode=process',
    `TimeoutStopSec=${stopSeconds}`,
    'Restart=on-failure',
    'RestartSec=10',
    `RestartPreventExitStatus=${noRestart}`,
    'OOMPolicy=continue',
    '',
    '[Install]',
    `WantedBy=${ofSystem ? 'multi-user.target' : 'default.target'}`,
    '',
  ].join('\n')
}

const xml = (text: string): string =>
  plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;')

/** A launchd agent; a daemon where a user is given. What it started is left alone at its end. Unverified: docs/not-verified.md. */
export function launchdPlist({ command, name, user }: Started): string {
  const pair = (key: string, value: string) => `  <key>${key}</key>\n  ${value}`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!-- Made by Smeshdesk, which replaces and removes it only as long as nobody else changed it: ${sealMark} -->`,
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    pair('Label', `<string>${xml(name)}</string>`),
    ...(user === null ? [] : [pair('UserName', `<string>${xml(user)}</string>`)]),
    pair('ProgramArguments', `<array>\n${command.map((word) => `    <string>${xml(word)}</string>`).join('\n')}\n  </array>`),
    pair('RunAtLoad', '<true/>'),
    pair('KeepAlive', '<dict>\n    <key>SuccessfulExit</key>\n    <false/>\n  </dict>'),
    pair('ThrottleInterval', '<integer>30</integer>'),
    pair('ExitTimeOut', `<integer>${stopSeconds}</integer>`),
    pair('AbandonProcessGroup', '<true/>'),
    '</dict>',
    '</plist>',
    '',
  ].join('\n')
}

/** One argument as Windows programs take a command line apart (CommandLineToArgvW). */
export const windowsWord = (word: string): string =>
  /^[^\s"]+$/.test(word) ? word : `"${word.replaceAll(/(\\*)"/g, '$1$1\\"').replaceAll(/(\\+)$/g, '$1$1')}"`

/** A task of the Windows scheduler, at the login of its user. Unverified: docs/not-verified.md. */
export function taskXml({ command: [program, ...args] }: Started): string {
  return [
    '<?xml version="1.0" encoding="UTF-16"?>',
    `<!-- Made by Smeshdesk, which replaces and removes it only as long as nobody else changed it: ${sealMark} -->`,
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <Triggers><LogonTrigger><Enabled>true</Enabled></LogonTrigger></Triggers>',
    '  <Settings>',
    '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
    '    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
    '    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
    '    <RestartOnFailure><Interval>PT1M</Interval><Count>5</Count></RestartOnFailure>',
    '    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>',
    '  </Settings>',
    `  <Actions><Exec><Command>${xml(program)}</Command><Arguments>${xml(args.map(windowsWord).join(' '))}</Arguments></Exec></Actions>`,
    '</Task>',
    '',
  ].join('\r\n')
}
