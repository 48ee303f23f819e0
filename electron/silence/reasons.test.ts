import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saw } from '../contract/seen.ts'
import { lookForReasons } from './reasons.io.ts'
import { normalPath, startsNodeOf } from './reasons.ts'
import { remembering } from './reasons-memory.ts'

const home = '/home/me'
const wanted = { folder: '/data/A', configs: ['/etc/spacemesh/node-a.json'] }
let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'autostart-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text, { mode })
}
function enable(unit: string, place = '/etc/systemd/system/multi-user.target.wants'): void {
  mkdirSync(join(root, place), { recursive: true })
  symlinkSync(`/etc/systemd/system/${unit}`, join(root, place, unit))
}
const look = () => lookForReasons(wanted, { root, home })
const unit = (exec: string, more = ''): string =>
  `[Unit]\nDescription=n\n\n[Service]\nExecStart=${exec}\n${more}\n[Install]\nWantedBy=multi-user.target\n`
const runs = '/opt/go-spacemesh -d /data/A'

test.each(['/etc/systemd/system', '/run/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'])(
  'a unit in %s counts where it is switched on, and only there',
  async (place) => {
    put(`${place}/node.service`, unit(runs))
    expect((await look()).autoStart).toEqual([])
    enable('node.service')
    expect((await look()).autoStart).toEqual([`${place}/node.service`])
  },
)

test.each(['.config/systemd/user', '.local/share/systemd/user'])('units of this user in %s', async (place) => {
  put(`${home}/${place}/node.service`, unit('/opt/go-spacemesh -d %h/A'))
  enable('node.service', `${home}/.config/systemd/user/default.target.wants`)
  expect((await lookForReasons({ folder: `${home}/A`, configs: [] }, { root, home })).autoStart).toEqual([`${home}/${place}/node.service`])
})

test('a drop-in, a template, a timer, another unit and a restart of what runs now all start it', async () => {
  put('/etc/systemd/system/one.service', unit('/bin/true'))
  put('/etc/systemd/system/one.service.d/override.conf', `[Service]\nExecStart=\nExecStart=${runs}\n`)
  enable('one.service')
  put('/etc/systemd/system/two@.service', unit(runs))
  enable('two@x.service')
  put('/etc/systemd/system/three.service', unit(runs))
  put('/etc/systemd/system/three.timer', '[Timer]\nOnBootSec=1\n')
  enable('three.timer', '/etc/systemd/system/timers.target.wants')
  put('/etc/systemd/system/four.service', unit(runs))
  put('/etc/systemd/system/starter.service', '[Unit]\nWants=four.service\n')
  enable('starter.service')
  put('/etc/systemd/system/five.service', unit(runs, 'Restart=always'))
  put('/run/systemd/units/invocation:five.service', '')
  put('/etc/systemd/system/six.service', unit(runs, 'Restart=no'))
  put('/run/systemd/units/invocation:six.service', '')
  const names = ['five.service', 'four.service', 'one.service', 'three.service', 'two@.service']
  expect((await look()).autoStart.toSorted()).toEqual(names.map((name) => `/etc/systemd/system/${name}`))
})

test.each([
  ['/etc/crontab', `@reboot root ${runs}\n`],
  ['/etc/cron.d/node', `@reboot root ${runs}\n`],
  ['/etc/cron.daily/node', `#!/bin/sh\n${runs}\n`],
  ['/var/spool/cron/crontabs/me', `@reboot ${runs}\n`],
  ['/var/spool/cron/me', '@reboot cd / && /opt/start.sh\n'],
  ['/etc/rc.local', `${runs} &\n`],
  ['/home/me/.config/autostart/node.desktop', `[Desktop Entry]\nExec=${runs}\n`],
  ['/etc/xdg/autostart/node.desktop', '[Desktop Entry]\nExec=/opt/start.sh\n'],
])('%s starts it, itself or by a script', async (path, text) => {
  put('/opt/start.sh', `#!/bin/sh\nexec ${runs}\n`)
  put(path, text)
  expect((await look()).autoStart).toEqual([path])
})

test('what is switched off, or is a comment, starts nothing', async () => {
  put('/home/me/.config/autostart/node.desktop', `[Desktop Entry]\nExec=${runs}\nHidden=true\n`)
  put('/etc/crontab', `# @reboot root ${runs}\n`)
  put('/etc/init.d/node', `#!/bin/sh\n${runs}\n`)
  expect((await look()).autoStart).toEqual([])
  mkdirSync(join(root, '/etc/rc3.d'))
  symlinkSync('../init.d/node', join(root, '/etc/rc3.d/S20node'))
  expect((await look()).autoStart).toEqual(['/etc/init.d/node'])
})

const says = (text: string) => startsNodeOf(text, { ...wanted, home })
test('paths are compared as whole names', () => {
  for (const text of ['-d /data/A', '-d=/data/A/', '--data-folder "/data//A"', 'cd /data/A/identities', '-d /data/./A', "-d '/data/A'"])
    expect(says(`ExecStart=node ${text}`)).toBe(true)
  for (const text of ['-d /data/ABC', '-d /data/A-old', '-d /data/A.bak', '-d /mnt/data/A', '-d /data/B/A', '-d /data/Ä'])
    expect(says(`ExecStart=node ${text}`)).toBe(false)
  expect(says('[Service]\nWorkingDirectory=/data\nExecStart=/opt/node -d A\n')).toBe(true)
  expect(says('[Service]\nWorkingDirectory=/data\nExecStart=/opt/node -d AB\n')).toBe(false)
  expect(normalPath('/data//A/./b/')).toBe('/data/A/b')
  expect(normalPath('/')).toBe('/')
})

test('a config that names the folder counts, a shared one only without another data folder beside it', () => {
  expect(says('ExecStart=node -c /etc/spacemesh/node-a.json')).toBe(true)
  expect(says('ExecStart=node -c /etc/spacemesh/node-a.json -d /data/B')).toBe(false)
  expect(says('ExecStart=node -c /etc/spacemesh/node-a.json.bak')).toBe(false)
})

test('what can’t be read is named, never taken for nothing; containers need their own tools', async () => {
  mkdirSync(join(root, '/var/lib/docker'), { recursive: true })
  put('/etc/systemd/system/closed.service', unit(runs), 0o000)
  mkdirSync(join(root, '/var/spool/cron/crontabs'), { recursive: true })
  chmodSync(join(root, '/var/spool/cron/crontabs'), 0o000)
  const { autoStartUnread: incomplete } = await look()
  expect(incomplete).toContain(saw('containers-of', 'docker'))
  // Nothing is closed to root.
  if (process.geteuid?.() === 0) return
  expect(incomplete).toContain('/etc/systemd/system/closed.service')
  expect(incomplete).toContain('/var/spool/cron/crontabs')
})

test('a slow disk makes no sign of life old: what was seen last stands for now, for a while', async () => {
  let now = 0
  let answer = Promise.resolve('first')
  const ask = remembering({ look: () => answer, isNothing: () => false, wait: () => Promise.resolve(), nowMs: () => now })
  expect(await ask(false)).toBe('first')
  const slow = Promise.withResolvers<string>()
  answer = slow.promise
  expect(await ask(false)).toBe('first')
  now = 11 * 60_000
  const late = ask(false)
  slow.resolve('second')
  expect(await late).toBe('second')
})

test('that nothing was found is remembered for half a minute; what was found, or is asked for anew, is looked at each time', async () => {
  let now = 0
  const seen: string[] = []
  let there = ''
  const look = () => {
    seen.push(there)
    return Promise.resolve(there)
  }
  const ask = remembering({ look, isNothing: (one) => one === '', wait: () => new Promise(() => undefined), nowMs: () => now })
  expect([await ask(false), await ask(false)]).toEqual(['', ''])
  expect(seen).toHaveLength(1)
  there = 'a unit'
  expect(await ask(false)).toBe('')
  expect(await ask(true)).toBe('a unit')
  there = ''
  expect(await ask(false)).toBe('')
  now = 31_000
  there = 'a cron line'
  expect(await ask(false)).toBe('a cron line')
})
