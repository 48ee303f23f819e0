import type { Autostart } from '../../electron/contract/model/autostart.ts'

const unit = 'smeshdesk-1f0a9c3e.service'

/** Not set up yet. */
export const autostart: Autostart = {
  kind: 'systemd-user',
  state: 'absent',
  file: `/home/you/.config/systemd/user/${unit}`,
  text: '[Service]\nExecStart="/usr/bin/node" "/opt/smeshdesk/smeshdesk.js" "serve"\nKillMode=process\nRestart=on-failure\n',
  seal: 'ab'.repeat(32),
  commands: [
    ['systemctl', '--user', 'daemon-reload'],
    ['systemctl', '--user', 'enable', unit],
  ],
  linger: 'off',
}
