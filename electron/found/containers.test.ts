import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { saw } from '../contract/seen.ts'
import { containersHere } from './containers.io.ts'
import { outsideOf, readInspected } from './containers.ts'

const id = 'c'.repeat(64)
// guess: shaped as the tools' documentation says; no recording of them is at hand.
const inspected = {
  Id: id,
  Name: '/smesher',
  Path: '/tini',
  Args: ['--', '/bin/go-spacemesh', '-c', '/config.json', '-d', '/data/node'],
  Config: { WorkingDir: '', Env: ['PASSWORD=x'] },
  State: { Running: false, Pid: 0 },
  HostConfig: { RestartPolicy: { Name: 'unless-stopped', MaximumRetryCount: 0 }, NetworkMode: 'bridge' },
  Mounts: [
    { Type: 'bind', Source: '/srv/smesh', Destination: '/data' },
    { Type: 'bind', Source: '/etc/smesh.json', Destination: '/config.json' },
  ],
  NetworkSettings: { Ports: { '9092/tcp': [{ HostIp: '0.0.0.0', HostPort: '19092' }], '9094/tcp': null, '53/udp': [{ HostPort: '53' }] } },
}

test('what a container runs, where its folders lie here, where its ports are reached', () => {
  const read = readInspected(JSON.stringify([inspected, { Id: 5 }, { Id: 'd', Name: 'pod' }]))
  expect(read).toMatchObject({ whole: false })
  expect(read?.containers).toEqual([
    {
      id,
      name: 'smesher',
      argv: ['/bin/go-spacemesh', '-c', '/config.json', '-d', '/data/node'],
      folder: '/',
      runs: false,
      restarts: true,
      mounts: [
        { inside: '/data', outside: '/srv/smesh' },
        { inside: '/config.json', outside: '/etc/smesh.json' },
      ],
      ports: [{ inside: 9092, address: '127.0.0.1:19092' }],
      ownNetwork: false,
    },
    expect.objectContaining({ id: 'd', name: 'pod', restarts: false }),
  ])
  const [first] = read?.containers ?? []
  expect(first && outsideOf(first, '/data/node')).toBe('/srv/smesh/node')
  expect(first && outsideOf(first, '/database')).toBeNull()
  expect(readInspected('not json')).toBeNull()
})

const up = { processes: [{ argv: ['/usr/bin/dockerd', '-H', 'fd://'] }] }
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smeshdesk-tools-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function tool(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

test('a tool that is absent, refuses or prints nonsense was not looked at; it is never taken for none', async () => {
  const absent = join(folder, 'absent')
  const refuses = tool('refuses', 'echo no daemon >&2; exit 1')
  const odd = tool('odd', `[ "$1" = ps ] && echo ${id} || echo '{'`)
  const empty = tool('empty', 'exit 0')
  const { containers, unseen } = await containersHere(up, [absent, refuses, odd, empty])
  expect(containers).toEqual([])
  expect(unseen).toEqual(['absent', 'refuses', 'odd'].map((name) => saw('containers-not-looked', name)))
})

test('a tool is asked of this computer, whatever computer it is set to', async () => {
  const docker = tool('docker', `env > ${folder}/env; exit 1`)
  vi.stubEnv('DOCKER_HOST', 'ssh://elsewhere')
  await containersHere(up, [docker])
  vi.unstubAllEnvs()
  const seen = readFileSync(join(folder, 'env'), 'utf8')
  expect(seen).toContain('DOCKER_CONTEXT=default')
  expect(seen).not.toContain('elsewhere')
})

test('what a tool lists is taken', async () => {
  writeFileSync(join(folder, 'out.json'), JSON.stringify([inspected]))
  const docker = tool('docker', `[ "$1" = ps ] && echo ${id} || cat ${folder}/out.json`)
  expect(await containersHere(up, [docker])).toMatchObject({ containers: [{ name: 'smesher' }], unseen: [] })
})

test('a daemon that rests is not asked: its socket would start it, and with it containers that are to run always', async () => {
  const docker = tool('docker', `touch ${folder}/asked`)
  const { unseen } = await containersHere({ processes: [{ argv: ['/bin/sh', 'dockerd'] }] }, [docker])
  expect(existsSync(join(folder, 'asked'))).toBe(process.platform !== 'linux')
  expect(unseen).toEqual(process.platform === 'linux' ? [saw('containers-not-looked', 'docker')] : [])
})
