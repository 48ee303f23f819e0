import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { followLog } from '../../electron/processes/index.ts'
import { until } from '../processes/fake-service.ts'
import { startHost } from './host.ts'
import { lightRig } from './light-rig.ts'
import { type Extent, line, type Measured } from './measured.ts'
import { withRig } from './with-rig.ts'

const mib = 1024 * 1024

/** Writes so many bytes a second into its log, by the clock: what it could not write in time it writes later, as work that was held up. */
const paced = (bytesPerSecond: number, lineBytes: number, until: number): string => `#!${process.execPath}
const { writeSync, appendFileSync } = require('node:fs')
const args = process.argv.slice(2)
appendFileSync(args[args.indexOf('--dir') + 1] + '/starts', process.pid + '\\n')
writeSync(2, '[2026-01-01T00:00:00Z INFO  post_service::client] obtained metadata: PostMetadata { }\\n')
const line = '[2026-01-01T00:00:00Z INFO  post::reader] ' + 'x'.repeat(${lineBytes}) + '\\n'
const began = Date.now()
let written = 0
setInterval(() => {
  const due = Math.min(${until}, ((Date.now() - began) / 1000) * ${bytesPerSecond})
  while (written < due) written += writeSync(2, line)
}, 20)
`

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )

/** T26: the app is stopped (SIGSTOP) while services write a megabyte a second: they go on as if nothing were. */
export async function noCoupling({ whole }: Extent): Promise<Measured[]> {
  const span = whole ? 30_000 : 10_000
  return withRig(lightRig(2, { program: paced(mib, 1_000, Number.MAX_SAFE_INTEGER) }), async (rig) => {
    const host = startHost(rig, ['all'])
    await host.started
    const files = rig.names.map((name) => join(rig.folder, 'logs', `${name}.log`))
    const all = async () => (await Promise.all(files.map(sizeOf))).reduce((sum, size) => sum + size, 0)
    await until(all, (size) => size > mib)
    const rate = async () => {
      const [at, size] = [performance.now(), await all()]
      await wait(span)
      return ((await all()) - size) / (performance.now() - at)
    }
    const free = await rate()
    host.child.kill('SIGSTOP')
    const held = await rate()
    host.child.kill('SIGCONT')
    host.child.kill('SIGKILL')
    await host.ended
    const part = (held / free - 1) * 100
    return [
      line('T26', 'the app stopped by SIGSTOP while they log 1 MB/s: their progress', {
        holds: Math.abs(part) <= 2,
        measured: `${part >= 0 ? '+' : ''}${part.toFixed(2)} %`,
        bar: '± 2 %',
        time: `scaled: ${span / 1_000} s in place of 10 min`,
      }),
    ]
  })
}

async function sizeBelow(folder: string): Promise<number> {
  const names = await readdir(folder).catch((): string[] => [])
  return (await Promise.all(names.map((name) => sizeOf(join(folder, name))))).reduce((sum, size) => sum + size, 0)
}

/** T32: a gigabyte of log in lines of a megabyte, as fast as this disk takes it for a log. */
export async function hugeLogs({ whole }: Extent): Promise<Measured[]> {
  const [total, pace] = whole ? [1024 * mib, 40 * mib] : [200 * mib, 40 * mib]
  const cap = 150 * mib
  return withRig(lightRig(1, { program: paced(pace, mib, total) }), async (rig) => {
    const [name = ''] = rig.names
    const programs = rig.programs({ tickMs: 1_000 })
    await programs.open()
    const rssBefore = process.memoryUsage().rss
    await programs.start(rig.key(name))
    const logs = join(rig.folder, 'logs')
    let [peak, rss] = [0, rssBefore]
    const began = performance.now()
    while (performance.now() - began < (total / pace) * 1_000 + 3_000) {
      peak = Math.max(peak, await sizeBelow(logs))
      rss = Math.max(rss, process.memoryUsage().rss)
      await wait(50)
    }
    const asked = performance.now()
    const ending = new AbortController()
    const first = await followLog(join(logs, `${name}.log`), { signal: ending.signal })
      [Symbol.asyncIterator]()
      .next()
    const tailMs = performance.now() - asked
    ending.abort()
    await programs.stop(rig.key(name))
    await programs.close()
    const left = await sizeBelow(logs)
    const grown = (rss - rssBefore) / mib
    return [
      line('T32', `${total / mib} MiB of log in lines of 1 MiB: the most on the disk`, {
        holds: peak <= cap * 1.05 && left <= cap,
        measured: `${Math.round(peak / mib)} MiB, ${Math.round(left / mib)} after`,
        bar: `≤ ${Math.round((cap * 1.05) / mib)} MiB`,
        time: `real time, ${pace / mib} MiB a second`,
      }),
      line('T32', 'the same: memory of the app', { holds: grown <= 32, measured: `+${grown.toFixed(1)} MiB`, bar: '≤ +32 MiB' }),
      line('T32', 'the same: its tail is opened', {
        holds: tailMs <= 200 && first.done !== true,
        measured: `${Math.round(tailMs)} ms`,
        bar: '≤ 200 ms',
      }),
    ]
  })
}
