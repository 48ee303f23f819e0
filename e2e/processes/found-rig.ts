// A rig of thirty identities as people have it: six layouts of processes, folders, configs and starts, and among them what is none of it.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FoundBy } from '../../electron/contract/model/found.ts'

/** What must be listed, and nothing else: by kind and folder. */
export interface Expected {
  readonly kind: 'node' | 'service'
  readonly folder: string
  readonly runs: boolean
  /** Folder of the node that it proves for. */
  readonly of: string | null
  readonly supervised: boolean
  /** Configs and starts that must stand beside it: by kind and path. */
  readonly grounds: readonly string[]
}

interface Program {
  readonly cwd: string
  readonly line: string
  /** How many of the programs below come of it. */
  readonly count: number
}

export interface FoundRig {
  readonly identities: number
  readonly home: string
  readonly root: string
  readonly expected: readonly Expected[]
  readonly loose: readonly string[]
  /** Starts that nobody can read to their end. */
  readonly starts: readonly string[]
  /** The script that starts everything, and then its arguments. */
  readonly script: string
}

/** Waits until its space of processes ends; what stands behind it on its own command line is nothing to it. */
const program = '#!/bin/sh\ntail -f /dev/null\n'
/** Starts its own service, as a node with a supervised key does. */
const supervising = (service: string) => `#!/bin/sh\n${service} &\ntail -f /dev/null\n`

class RigFiles {
  readonly folder: string
  readonly expected: Expected[] = []
  readonly programs: Program[] = []
  #seed = 0

  constructor(folder: string) {
    this.folder = folder
  }

  put(path: string, text: string, mode = 0o644): string {
    const whole = join(this.folder, path)
    mkdirSync(dirname(whole), { recursive: true })
    writeFileSync(whole, text)
    chmodSync(whole, mode)
    return whole
  }

  enable(unit: string, place: string): void {
    mkdirSync(join(this.folder, place), { recursive: true })
    symlinkSync('/nowhere', join(this.folder, place, unit))
  }

  /** PoST data of an identity of its own; whose it is stands in the metadata. */
  post(path: string, key: string | null = null): string {
    this.#seed += 1
    const id = Buffer.alloc(32, this.#seed).toString('base64')
    this.put(
      `${path}/postdata_metadata.json`,
      JSON.stringify({ NodeId: id, CommitmentAtxId: id, LabelsPerUnit: 1024, NumUnits: 4, MaxFileSize: 16_384 }),
    )
    if (key !== null) this.put(`${path}/${key}`, '')
    return join(this.folder, path)
  }

  node(path: string, keys: readonly string[], more: readonly string[] = ['local.sql', 'state.sql']): string {
    for (const key of keys) this.put(`${path}/identities/${key}`, '')
    for (const name of more) this.put(`${path}/${name}`, '')
    return join(this.folder, path)
  }

  config(path: string, port: number, more: Readonly<Record<string, unknown>> = {}): string {
    const api = {
      'grpc-public-listener': `127.0.0.1:${port}`,
      'grpc-private-listener': `127.0.0.1:${port + 1}`,
      'grpc-post-listener': `127.0.0.1:${port + 2}`,
    }
    return this.put(path, JSON.stringify({ api, ...more }))
  }

  runs(line: string, { cwd = this.folder, count = 1 }: Partial<Program> = {}): void {
    this.programs.push({ line, cwd, count })
  }

  expect(kind: Expected['kind'], folder: string, rest: Partial<Expected> = {}): void {
    this.expected.push({ kind, folder, runs: true, of: null, supervised: false, grounds: [], ...rest })
  }
}

const said = (by: FoundBy, what: string) => `${by} ${what}`

/** One node with ten identities, everything relative, every form of a flag. */
function oneWithMany(rig: RigFiles): void {
  const cwd = join(rig.folder, 'hub')
  const names = Array.from({ length: 10 }, (_, at) => `disk${at}`)
  const node = rig.node(
    'hub/data',
    names.map((name) => `${name}.key`),
  )
  const config = rig.config('hub/conf/hub.json', 21_000)
  rig.runs('../bin/go-spacemesh -c conf/hub.json -d=data', { cwd })
  rig.expect('node', node, { grounds: [said('config', config)] })
  const forms = [
    '--dir post/X',
    '--dir=post/X',
    '-d post/X',
    '-dpost/X',
    '-d=post/X',
    '--dir ./post/X/',
    '-d ../hub/post/X',
    '--dir "$PWD/post/X"',
    '-dpost/./X',
    '--dir=post//X',
  ]
  for (const [at, name] of names.entries()) {
    const folder = rig.post(`hub/post/${name}`, 'identity.key')
    rig.runs(`../bin/post-service ${forms[at]?.replace('X', name)} --address http://127.0.0.1:21002 --threads 1`, { cwd })
    rig.expect('service', folder, { of: node })
  }
}

/** A supervised key: the node starts and ends its service. */
function supervised(rig: RigFiles): void {
  const node = rig.node('alone/data', ['local.key'])
  const post = rig.post('alone/post')
  const config = rig.config('alone/config.json', 22_000, {
    main: { 'data-folder': 'data' },
    smeshing: { 'smeshing-start': true, 'smeshing-opts': { 'smeshing-opts-datadir': 'post' } },
  })
  const service = `${rig.folder}/bin/post-service --dir ${post} --address http://127.0.0.1:22002 --threads 1 --watch-pid $$`
  rig.put('alone/go-spacemesh', supervising(service), 0o755)
  rig.runs('./go-spacemesh --config=config.json', { cwd: join(rig.folder, 'alone'), count: 2 })
  rig.expect('node', node, { grounds: [said('config', config)] })
  rig.expect('service', post, { of: node, supervised: true, grounds: [said('config', config)] })
}

/** A node and eight services that systemd starts; one of them by a timer, one of them does not run. */
function byUnits(rig: RigFiles): void {
  const node = rig.node(
    'units/data',
    Array.from({ length: 8 }, (_, at) => `u${at}.key`),
  )
  const config = rig.config('units/config.json', 23_000)
  const units = 'root/etc/systemd/system'
  rig.put(`${units}/spacemesh.service`, '[Service]\nExecStart=/bin/false\n')
  rig.put(
    `${units}/spacemesh.service.d/data.conf`,
    `[Service]\nExecStart=\nExecStart=${rig.folder}/bin/go-spacemesh -c ${config} -d ${node}\n`,
  )
  rig.enable('spacemesh.service', `${units}/multi-user.target.wants`)
  rig.put(
    `${units}/post@.service`,
    `[Service]\nWorkingDirectory=${rig.folder}/units\nExecStart=${rig.folder}/bin/post-service --dir %i -a http://localhost:23002 --threads 1\n`,
  )
  rig.put(`${units}/late.service`, `[Service]\nEnvironmentFile=-${rig.folder}/units/env\nExecStart=${rig.folder}/bin/post-service $ARGS\n`)
  rig.put('units/env', `ARGS="--dir ${rig.folder}/units/u7 --address http://127.0.0.1:23002 --threads 1"\n`)
  rig.put(`${units}/late.timer`, '[Timer]\nOnCalendar=daily\n')
  rig.enable('late.timer', `${units}/timers.target.wants`)
  rig.runs(`${rig.folder}/bin/go-spacemesh -c ${config} -d ${node}`)
  rig.expect('node', node, {
    grounds: [
      said('config', config),
      said('unit', '/etc/systemd/system/spacemesh.service'),
      said('drop-in', '/etc/systemd/system/spacemesh.service.d/data.conf'),
    ],
  })
  for (const at of Array.from({ length: 7 }, (_, index) => index)) {
    const folder = rig.post(`units/u${at}`)
    rig.enable(`post@u${at}.service`, `${units}/multi-user.target.wants`)
    rig.runs(`${rig.folder}/bin/post-service --dir u${at} -a http://localhost:23002 --threads 1`, { cwd: join(rig.folder, 'units') })
    rig.expect('service', folder, { of: node, grounds: [said('unit', `/etc/systemd/system/post@u${at}.service`)] })
  }
  const idle = rig.post('units/u7')
  rig.expect('service', idle, {
    of: node,
    runs: false,
    grounds: [said('unit', '/etc/systemd/system/late.service'), said('timer', '/etc/systemd/system/late.timer')],
  })
}

/** As SMApp keeps and starts it. */
function bySmapp(rig: RigFiles): void {
  const node = rig.node('home/.config/Spacemesh/node-data/9eebff02', ['local.key'])
  const post = rig.post('home/post/9eebff02')
  const config = rig.config('home/.config/Spacemesh/node-config.9eebff02.json', 24_000, {
    smeshing: { 'smeshing-opts': { 'smeshing-opts-datadir': post } },
  })
  const service = `${rig.folder}/bin/post-service --dir=${post} --address=http://127.0.0.1:24002 --threads=1`
  rig.put('smapp/node/go-spacemesh', supervising(service), 0o755)
  rig.put('home/.config/autostart/Spacemesh.desktop', '[Desktop Entry]\nName=Spacemesh\nExec=/opt/Spacemesh/spacemesh_app\n')
  rig.runs(`${rig.folder}/smapp/node/go-spacemesh --config ${config} -d ${node}`, { count: 2 })
  const start = said('autostart', `${rig.folder}/home/.config/autostart/Spacemesh.desktop`)
  rig.expect('node', node, { grounds: [said('config', config), start] })
  rig.expect('service', post, { of: node, supervised: true, grounds: [said('config', config)] })
}

/** A node that only its config tells of, started by a crontab's script; one in spaces of its own, with mounts, network and processes as a container has. */
function bareAndContained(rig: RigFiles): void {
  const bare = rig.node(
    'bare/node',
    Array.from({ length: 4 }, (_, at) => `b${at}.key`),
  )
  const config = rig.config('bare/node.json', 25_000, { main: { 'data-folder': './node' } })
  rig.put('bare/start.sh', '#!/bin/sh\ncd "$(dirname "$0")"\n../bin/go-spacemesh -c node.json &\n', 0o755)
  rig.put('root/var/spool/cron/crontabs/me', `@reboot ${rig.folder}/bare/start.sh >/dev/null 2>&1\n`)
  rig.runs('../bin/go-spacemesh -c node.json', { cwd: join(rig.folder, 'bare') })
  rig.expect('node', bare, {
    grounds: [said('config', config), said('cron', '/var/spool/cron/crontabs/me'), said('script', join(rig.folder, 'bare/start.sh'))],
  })
  for (const at of [0, 1, 2, 3]) {
    const folder = rig.post(`bare/b${at}`)
    rig.runs(`sh -c '../bin/post-service-0.7.13 --dir "$0" --address http://127.0.0.1:25002 --threads 1; true' b${at}`, {
      cwd: join(rig.folder, 'bare'),
    })
    rig.expect('service', folder, { of: bare })
  }
  const node = rig.node('volumes/c/node', ['c0.key', 'c1.key'])
  rig.config('volumes/c/config.json', 26_000)
  const posts = [rig.post('volumes/c/post0'), rig.post('volumes/c/post1')]
  mkdirSync(join(rig.folder, 'inside'))
  const inside = posts.map(
    (_, at) => `${rig.folder}/bin/post-service --dir ${rig.folder}/inside/post${at} --address http://127.0.0.1:26002 --threads 1 &`,
  )
  rig.put(
    'container.sh',
    `mount --bind ${rig.folder}/volumes/c ${rig.folder}/inside\n${inside.join('\n')}\n${rig.folder}/bin/go-spacemesh -c ${rig.folder}/inside/config.json -d ${rig.folder}/inside/node\n`,
  )
  rig.runs(`/usr/bin/unshare -mnpf sh ${rig.folder}/container.sh`, { count: 3 })
  rig.expect('node', node)
  for (const folder of posts) rig.expect('service', folder, { of: node })
}

/** From before 1.6, and before 1.4: `service`, `key.bin`, `node_state.sql`, the program's own folder. */
function old(rig: RigFiles): void {
  const node = rig.node('home/spacemesh', [], ['node_state.sql', 'state.sql'])
  rig.runs(`env HOME=${rig.folder}/home ${rig.folder}/bin/go-spacemesh`)
  rig.expect('node', node)
  for (const name of ['old0', 'old1', 'old2']) {
    const folder = rig.post(`home/post/${name}`, name === 'old2' ? 'key.bin.bak' : 'key.bin')
    rig.runs(`${rig.folder}/bin/service --dir ${folder} --address http://127.0.0.1:9094 --threads 1`)
    rig.expect('service', folder)
  }
  rig.expect('service', rig.post('home/post/old3', 'key.bin'), { runs: false })
}

/** Whoever has such folders or flags without being one of them, and starts of other programs. */
function bystanders(rig: RigFiles): void {
  rig.put('root/etc/systemd/system/web.service', '[Service]\nExecStart=/usr/sbin/nginx -c /etc/nginx.conf\n')
  rig.enable('web.service', 'root/etc/systemd/system/multi-user.target.wants')
  rig.put('root/etc/cron.d/backup', `0 3 * * * root /usr/bin/restic backup ${rig.folder}/hub/data\n`)
  rig.put('root/etc/systemd/system/odd.service', '[Service]\nExecStart=/opt/go-spacemesh $NOBODY_SETS_IT\n')
  rig.put('home/photos/2024.jpg', '')
  rig.put('home/keys/spare.key', '')
  for (const name of ['restic', 'prover', 'rsync']) rig.put(`bin/${name}`, program, 0o755)
  rig.runs(`${rig.folder}/bin/restic backup ${rig.folder}/hub/data`)
  rig.runs(`${rig.folder}/bin/prover -d ${rig.folder}/home/photos -a 5`)
  rig.runs(`${rig.folder}/bin/rsync -d ${rig.folder}/hub/data --config x`)
  rig.runs(`sh -c 'tail -f /dev/null; : go-spacemesh -d ${rig.folder}/hub/data'`)
}

const layouts = [oneWithMany, supervised, byUnits, bySmapp, bareAndContained, old]

/** Writes the rig in an empty folder. */
export function makeFoundRig(folder: string): FoundRig {
  const rig = new RigFiles(folder)
  for (const name of ['go-spacemesh', 'post-service', 'post-service-0.7.13', 'service']) rig.put(`bin/${name}`, program, 0o755)
  rig.put('root/etc/passwd', `root:x:0:0::/root:/bin/sh\nme:x:1000:1000::${folder}/home:/bin/sh\n`)
  // Seen from that root, paths of this folder lead here.
  mkdirSync(dirname(join(folder, 'root', folder)), { recursive: true })
  symlinkSync(folder, join(folder, 'root', folder))
  for (const layout of layouts) layout(rig)
  bystanders(rig)
  const starts = rig.programs.map(({ cwd, line }) => `(cd ${cwd} && exec ${line}) &`)
  const count = rig.programs.reduce((all, one) => all + one.count, 0)
  // Each of them is there once its own `tail` is; one that is never there leaves the test what it is.
  const there = `tries=0\nuntil [ "$(grep -alz '^tail' /proc/[0-9]*/cmdline 2>/dev/null | wc -l)" -ge ${count} ] || [ $tries -ge 300 ]; do tries=$((tries + 1)); sleep 0.1; done`
  const script = rig.put('start-all.sh', `ip link set lo up 2>/dev/null\n${starts.join('\n')}\n${there}\n"$@"\n`)
  return {
    identities: rig.expected.filter(({ kind }) => kind === 'service').length,
    home: join(folder, 'home'),
    root: join(folder, 'root'),
    expected: rig.expected,
    loose: [join(folder, 'home/keys')],
    starts: [said('unit', '/etc/systemd/system/odd.service')],
    script,
  }
}
