// A PoST service on another computer, over mutual TLS: seen for what it is, while its certificates are renewed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../host/until.ts'
import { type RemoteReport, remote } from './remote-rig.ts'

const entry = fileURLToPath(new URL('remote-rig.entry.ts', import.meta.url))
const programs = process.env.SMESHDESK_PROGRAMS ?? ''
const apart = ['-pfnm', '--mount-proc', '--kill-child']
const can = (...words: string[]): boolean => spawnSync(words[0] ?? '', words.slice(1)).status === 0
const cable = ['sh', '-c', 'ip link add one type veth peer name two']
const whyNot =
  process.platform !== 'linux' || !can('unshare', ...apart, ...cable) ? 'no spaces of its own, or no cable between them, here' : null

/** Runs what `run.sh` says, anew each time that `again` appears. */
const otherComputer = `
ip link set lo up
while :; do
  if [ -e run.sh ]; then
    rm -f again
    sh run.sh >> far.log 2>&1 &
    until [ -e again ]; do sleep 0.2; done
    kill $!; wait $!
  else sleep 0.2; fi
done`

let folder = ''
let report: RemoteReport
const computers: ChildProcess[] = []

const computer = (program: string, ...args: string[]): ChildProcess => {
  const child = spawn('unshare', [...apart, 'sh', '-c', program, 'sh', ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  computers.push(child)
  return child
}

const netOf = (pid: number | undefined): string => readlinkSync(`/proc/${pid}/ns/net`)

function connected(here: ChildProcess, there: ChildProcess): void {
  const on = ({ pid }: ChildProcess, ...words: string[]) => {
    const { status, stderr } = spawnSync('nsenter', ['-t', String(pid), '-n', 'ip', ...words], { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  on(here, 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'two')
  on(here, 'link', 'set', 'two', 'netns', String(there.pid))
  for (const [at, card, address] of [
    [here, 'one', remote.here],
    [there, 'two', remote.there],
  ] as const) {
    on(at, 'addr', 'add', `${address}/24`, 'dev', card)
    on(at, 'link', 'set', card, 'up')
  }
}

beforeAll(async () => {
  if (whyNot !== null) return
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'smeshdesk-remote-')))
  const there = computer(otherComputer)
  // It waits for its cable.
  const here = computer(
    'ip link set lo up; until [ -e plugged ]; do sleep 0.1; done; exec "$@"',
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    entry,
    folder,
    programs,
  )
  let [said, failed] = ['', '']
  here.stdout?.on('data', (text: Buffer) => {
    said += text.toString()
  })
  here.stderr?.on('data', (text: Buffer) => {
    failed += text.toString()
  })
  const ended = new Promise<number | null>((resolve) => here.once('exit', resolve))
  for (const one of [here, there]) await until('its spaces', { deadlineMs: 10_000 }, () => netOf(one.pid) !== netOf(process.pid))
  connected(here, there)
  writeFileSync(join(folder, 'plugged'), '')
  if ((await ended) !== 0) throw new Error(failed.slice(-2_000))
  report = JSON.parse(said)
}, 1_500_000)
afterAll(() => {
  // Each is the first of its processes: all end with it.
  for (const one of computers) one.kill('SIGKILL')
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

test.skipIf(whyNot !== null)('four proofs are made over mutual TLS: by the old certificates, while they are renewed, and by the new', () =>
  expect(report.proofs).toBeGreaterThanOrEqual(4),
)
test.skipIf(whyNot !== null)('no source is said to contradict another, and nothing is claimed of its process', () => {
  expect(report.contradictions).toEqual([])
  expect(report.slots.filter((state) => state !== 'external' && state !== 'elsewhere')).toEqual([])
  expect(report.findings).toEqual([])
  expect(report.alerts).toEqual([])
})
test.skipIf(whyNot !== null)('its TLS listener is an answer for the right three files alone (T42)', () =>
  expect(report.refused).toEqual({
    right: 'answer',
    'other authority': 'garbled',
    'other name': 'garbled',
    stranger: 'garbled',
    none: expect.not.stringMatching(/^answer$/),
  }),
)
