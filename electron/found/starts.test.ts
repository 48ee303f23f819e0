import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Found, Ground } from '../contract/model/found.ts'
import { findHere } from './find.io.ts'
import { testDeps } from './testing/deps.io.ts'

// A home and a root of their own: nothing of this computer is looked at but what runs, and that is filtered out by its folder.
let folder = ''
let home = ''
let root = ''
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'smeshdesk-starts-')))
  home = join(folder, 'home')
  root = join(folder, 'root')
  // Seen from that root, paths of this folder lead here.
  mkdirSync(dirname(join(root, folder)), { recursive: true })
  symlinkSync(folder, join(root, folder))
  put('root/etc/passwd', `root:x:0:0::/root:/bin/sh\nme:x:1000:1000::${home}:/bin/sh\ndaemon:x:1:1::/:/usr/sbin/nologin\n`)
})
afterEach(() => rmSync(folder, { recursive: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
function enable(unit: string, place: string): void {
  mkdirSync(join(folder, place), { recursive: true })
  symlinkSync('/nowhere', join(folder, place, unit))
}
const node = (name: string) => put(`${name}/identities/a.key`, '')
const post = (name: string) => put(`${name}/postdata_metadata.json`, '{}')

async function found(): Promise<Found> {
  const all = await findHere(testDeps(folder), () => 0, { root, home, drives: [], tools: [] })
  const here = ({ draft }: { draft: { dataFolder: { path: string } | null } }) => draft.dataFolder?.path.startsWith(folder) === true
  return { ...all, nodes: all.nodes.filter(here), services: all.services.filter(here) }
}
const said = (grounds: readonly Ground[]) =>
  grounds.map(({ by, what, on }) => `${by} ${what.replace(folder, '')}${on === null ? '' : on ? ' on' : ' off'}`)

test('units, their drop-ins and timers, crontabs, autostarts and boot scripts give what they start, running or not', async () => {
  for (const name of ['data/A', 'data/B', 'data/C', 'home/D']) node(name)
  for (const name of ['post/1', 'post/2']) post(name)
  put('root/etc/systemd/system/a.service', '[Service]\nExecStart=/opt/go-spacemesh -d /nowhere\n')
  put('root/etc/systemd/system/a.service.d/here.conf', `[Service]\nExecStart=\nExecStart=/opt/go-spacemesh -d ${folder}/data/A\n`)
  enable('a.service', 'root/etc/systemd/system/multi-user.target.wants')
  put('root/etc/systemd/system/b.service', `[Service]\nWorkingDirectory=${folder}/data\nExecStart=/opt/go-spacemesh -d B\n`)
  put('root/etc/systemd/system/b.timer', '[Timer]\nOnBootSec=1\n')
  enable('b.timer', 'root/etc/systemd/system/timers.target.wants')
  put('root/etc/systemd/system/off.service', `[Service]\nExecStart=/opt/go-spacemesh -d ${folder}/data/C\n`)
  put(
    'home/.config/systemd/user/post@.service',
    `[Service]\nEnvironment=ROOT=${folder}\nExecStart=/opt/post-service --dir \${ROOT}/post/%i --address http://127.0.0.1:9094\n`,
  )
  enable('post@1.service', 'home/.config/systemd/user/default.target.wants')
  put('root/etc/cron.d/post', `@reboot me ${folder}/start.sh\n`)
  put('start.sh', `#!/bin/sh\ncd ${folder}\n/opt/post-service -d post/2 -a http://127.0.0.1:9094\n`)
  put('root/var/spool/cron/crontabs/me', '@reboot go-spacemesh -d D\n')
  const { nodes, services, starts } = await found()
  const groundsIn = (things: readonly (Found['nodes'][number] | Found['services'][number])[]) =>
    Object.fromEntries(things.map(({ draft, grounds }) => [draft.dataFolder?.path.replace(folder, ''), said(grounds)]))
  expect(groundsIn(nodes)).toEqual({
    '/data/A': ['unit /etc/systemd/system/a.service on', 'drop-in /etc/systemd/system/a.service.d/here.conf'],
    '/data/B': ['unit /etc/systemd/system/b.service on', 'timer /etc/systemd/system/b.timer'],
    '/data/C': ['unit /etc/systemd/system/off.service off'],
    '/home/D': ['cron /var/spool/cron/crontabs/me on', 'place /home'],
  })
  expect(groundsIn(services)).toEqual({
    '/post/1': ['user-unit /home/.config/systemd/user/post@1.service on'],
    '/post/2': ['cron /etc/cron.d/post on', 'script /start.sh'],
  })
  expect(nodes.filter(({ undecided }) => undecided.length > 0)).toMatchObject([
    { undecided: ['not-running'], draft: { dataFolder: { name: 'C' } } },
  ])
  expect(starts).toEqual([])
})

test('a start that nobody can read to its end is told by itself; SMApp’s own stands with its folder', async () => {
  put('root/etc/systemd/system/odd.service', '[Service]\nExecStart=/opt/go-spacemesh $ARGS\n')
  put('home/.config/autostart/Spacemesh.desktop', '[Desktop Entry]\nExec=/opt/Spacemesh/spacemesh_app %U\n')
  put('home/.config/autostart/other.desktop', '[Desktop Entry]\nExec=/usr/bin/steam\n')
  put('home/.config/autostart/watch.desktop', '[Desktop Entry]\nExec=/opt/spacemesh-monitor/monitor\n')
  put('root/etc/cron.d/watch', '*/5 * * * * root pgrep post-service || logger post-service is gone\n')
  put('home/.config/Spacemesh/node-data/9eebff02/identities/local.key', '')
  put(
    'home/.config/Spacemesh/node-config.9eebff02.json',
    JSON.stringify({ smeshing: { 'smeshing-opts': { 'smeshing-opts-datadir': `${folder}/home/post/9eebff02` } } }),
  )
  post('home/post/9eebff02')
  put('home/post/9eebff02/key.bin.bak', '')
  const { nodes, services, starts } = await found()
  expect(said(starts)).toEqual(['unit /etc/systemd/system/odd.service off'])
  expect(nodes.map(({ holds, grounds }) => [holds, said(grounds)])).toEqual([
    [
      ['local-key', 'smapp'],
      [
        'place /home/.config/Spacemesh/node-data',
        'autostart /home/.config/autostart/Spacemesh.desktop on',
        'config /home/.config/Spacemesh/node-config.9eebff02.json',
      ],
    ],
  ])
  expect(services).toMatchObject([{ of: nodes[0]?.id, supervised: true, holds: ['post-data', 'old-key-kept'], pid: null }])
})

test('old layouts and keys by themselves are named for what they are', async () => {
  put('home/spacemesh/node_state.sql', '')
  post('home/post/old')
  put('home/post/old/key.bin', '')
  put('home/backup/local.key', '')
  const { nodes, services, loose } = await found()
  expect(nodes).toMatchObject([{ holds: ['old-rows'], undecided: ['not-running'] }])
  expect(services).toMatchObject([{ holds: ['post-data', 'old-key'], keys: 1, undecided: ['not-running'] }])
  expect(loose).toEqual([{ path: join(home, 'backup'), holds: ['post-key'], keys: 1, grounds: [{ by: 'place', what: home, on: null }] }])
})
