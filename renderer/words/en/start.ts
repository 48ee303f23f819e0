import type { Autostart } from '../../../electron/contract/model/autostart.ts'

const states: Readonly<Record<Autostart['state'], string>> = {
  absent: 'It is not set up: after a login or a restart of this computer nobody looks after your programs until you start Smeshdesk.',
  on: 'It is set up: Smeshdesk starts by itself.',
  off: 'The file is there, and the system does not go by it.',
  outdated: 'It is set up for another version or another place of Smeshdesk.',
  changed: 'The file is not as Smeshdesk wrote it. It is left as it is, and neither replaced nor removed.',
  unknown: 'Whether it is set up can’t be told here.',
}

/** Being started at login, or with the computer. */
export const startWords = {
  title: 'Start by itself',
  note: 'Smeshdesk’s host without a window starts at login, opens this profile and looks after its programs; any browser on this computer shows it. While it runs, a window can’t open the same profile. Programs that run stay when it ends.',
  states,
  none: 'On this system no way to start by itself is known.',
  kinds: {
    'systemd-user': 'A unit of systemd, for your user',
    'systemd-system': 'A unit of systemd, for the whole computer',
    launchd: 'An agent of launchd',
    task: 'A task of the Windows scheduler',
    none: '',
  } satisfies Record<Autostart['kind'], string>,
  linger: {
    on: 'Your user’s programs stay when you log out (linger is on), and Smeshdesk starts with the computer.',
    off: 'Without linger the system ends all programs of your user at the last logout, proofs in the making too, and starts nothing before a login. To turn it on: loginctl enable-linger',
    unknown: 'Whether your user’s programs stay when you log out (linger) can’t be told here.',
  },
  file: 'The file',
  text: 'What is written, exactly',
  runs: (command: string) => `Then is run: ${command}`,
  install: 'Set it up',
  renew: 'Set it up anew',
  remove: 'Take it back',
  removed: 'It is taken back. What runs now goes on.',
  wantsRoot:
    'Nothing was written: a unit for the whole computer is written by root alone. As root: smeshdesk autostart install --system --for USER --profile FOLDER',
} as const
