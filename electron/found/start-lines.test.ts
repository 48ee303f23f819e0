import { expect, test } from 'vitest'
import { type StartSource, startLines, userOf } from './start-lines.ts'

const home = '/home/me'
const lines = (by: StartSource['by'], text: string, path = '/x') =>
  startLines({ by, path, text, home }, 'FROM_FILE="-d /data/A"\n').map(
    ({ argv, folder, whole }) => `${folder ?? '?'}: ${argv.join(' ')}${whole ? '' : ' (not whole)'}`,
  )

test.each<[string, string, readonly string[]]>([
  ['unit: a unit', '[Service]\nExecStart=-/opt/go-spacemesh -d /data/A\n', ['/: /opt/go-spacemesh -d /data/A']],
  [
    'unit: a unit with a working folder, quotes, a continued line, and a drop-in that begins anew',
    'ExecStart=/bin/old\n[Service]\nExecStart=\nExecStart=/opt/go-spacemesh \\\n  -d "my data"\nWorkingDirectory=-/srv/A\n',
    ['/srv/A: /opt/go-spacemesh -d my data'],
  ],
  [
    'user-unit: a unit of a user',
    'ExecStart=%h/bin/post-service --dir %h/post\n',
    ['/home/me: /home/me/bin/post-service --dir /home/me/post'],
  ],
  [
    'unit: variables of a unit',
    `Environment="ARGS=-d /data/A" P=/opt\nExecStart=\${P}/go-spacemesh $ARGS\n`,
    ['/: /opt/go-spacemesh -d /data/A'],
  ],
  ['unit: a variable that nobody sets', 'ExecStart=/opt/go-spacemesh $ARGS\n', ['/: /opt/go-spacemesh $ARGS (not whole)']],
  [
    'unit: a shell that carries the line',
    "ExecStart=/bin/sh -c 'exec /opt/go-spacemesh -d /data/A'\n",
    ['/: /opt/go-spacemesh -d /data/A'],
  ],
  [
    'cron: a crontab',
    '# x\nSHELL=/bin/sh\n@reboot cd /srv/A && ./go-spacemesh -d data > log 2>&1\n5 4 * * * /bin/x\n',
    ['/srv/A: ./go-spacemesh -d data', '/home/me: /bin/x'],
  ],
  [
    'autostart: a desktop entry',
    '[Desktop Entry]\nName=go-spacemesh\nExec=/opt/Spacemesh/spacemesh_app %U\n',
    ['/home/me: /opt/Spacemesh/spacemesh_app'],
  ],
  [
    'script: a script',
    '#!/bin/sh\nDATA=/data\nexport P="$DATA/p"\ncd "$(dirname "$0")"\nnohup ./go-spacemesh -d $P >x &\nwhile true; do ./post-service --dir $P; done\n',
    ['/opt/rig: ./go-spacemesh -d /data/p', '/opt/rig: ./post-service --dir /data/p'],
  ],
])('%s', (what, text, expected) => {
  const found = lines(what.split(':')[0] as StartSource['by'], text, '/opt/rig/start.sh')
  expect(found.filter((line) => /spacemesh|post-service|bin\/x/.test(line))).toEqual(expected)
})

test('a table of the system names a user behind the time; a file of environment sets variables', () => {
  expect(lines('cron', '@reboot root /opt/go-spacemesh -d /data/A\n', '/etc/cron.d/node')).toEqual([
    '/home/me: /opt/go-spacemesh -d /data/A',
  ])
  expect(lines('cron', 'RANDOM_DELAY=5\n7 5 node.weekly nice /opt/go-spacemesh -d /data/A\n', '/etc/anacrontab')).toEqual([
    '/home/me: /opt/go-spacemesh -d /data/A',
  ])
  expect(lines('unit', 'ExecStart=/opt/go-spacemesh $FROM_FILE\n')).toEqual(['/: /opt/go-spacemesh -d /data/A'])
  expect(userOf({ by: 'cron', path: '/var/spool/cron/crontabs/sm', text: '', home: null })).toBe('sm')
  expect(userOf({ by: 'unit', path: '/x', text: '[Service]\nUser=sm\n', home: null })).toBe('sm')
})
