import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { kindOf } from '../../electron/processes/kinds.ts'
import { isAlive, until } from '../processes/fake-service.ts'
import { kill, startHost } from './host.ts'
import { type LightRig, lightRig } from './light-rig.ts'
import { type Extent, line, type Measured, seconds } from './measured.ts'
import { slotOf, withRig } from './with-rig.ts'

const minute = 60_000
interface Kept {
  readonly law: {
    readonly starts: readonly number[]
    readonly degraded: boolean
    readonly latched: boolean
    readonly nextAt: number | null
  }
  readonly lastEnd: { readonly at: number } | null
}
const recordOf = async (rig: LightRig, name: string): Promise<Kept> =>
  JSON.parse(await readFile(join(rig.folder, 'slots', `service-${name}.json`), 'utf8'))

/** From each end to the try that the law then set, as it is written down; ends once so many ends were seen. */
async function delaysOf(rig: LightRig, name: string, ends: number): Promise<number[]> {
  const seen = new Map<number, number>()
  const note = async () => {
    const { law, lastEnd } = await recordOf(rig, name)
    if (law.nextAt !== null && lastEnd !== null) seen.set(lastEnd.at, law.nextAt - lastEnd.at)
    return seen.size
  }
  await until(note, (size) => size >= ends, 90_000)
  return [...seen.values()]
}

/** T24: one that ends at once, again and again, by the law's own clock. */
async function crashLoop(whole: boolean): Promise<Measured[]> {
  return withRig(lightRig(1), async (rig) => {
    const [name = ''] = rig.names
    await rig.mode(name, 'gives-up')
    const programs = rig.programs()
    await programs.open()
    await programs.start(rig.key(name))
    const wanted = whole ? 5 : 3
    const delays = await delaysOf(rig, name, wanted)
    const { law } = await recordOf(rig, name)
    await programs.close()
    const right = delays.slice(0, 4).every((ms, index) => Math.abs(ms / (1_000 * 2 ** index) - 1) <= 0.201)
    const last = delays.at(-1) ?? 0
    const again = rig.programs()
    await again.open()
    await wait(whole ? 20_000 : 0)
    const after = (await rig.starts(name)).length
    const kept = (await recordOf(rig, name)).law.nextAt === law.nextAt
    await again.close()
    const time = whole ? {} : { time: 'real time, the first three starts' }
    const shown = delays.map((ms) => (ms / 1_000).toFixed(1)).join(', ')
    const degraded = law.degraded && last >= 4 * minute && last <= 5 * minute && after === wanted && kept
    return [
      line('T24', 'a crash loop: from each end to the next try', {
        holds: right,
        measured: `${shown} s`,
        bar: '1, 2, 4, 8 s ± 20 %',
        ...time,
      }),
      line('T24', 'then degraded, also over a restart of the app', {
        holds: !whole || degraded,
        measured: whole ? `${after} starts, then ${Math.round(last / 1_000)} s` : 'not waited for',
        bar: '5 starts, then one each 5 min',
        ...time,
      }),
    ]
  })
}

/** T24: an end that would come again exactly so is latched, and stays so over a kill -9 of the app. */
async function latched(): Promise<Measured[]> {
  return withRig(lightRig(1), async (rig) => {
    const [name = ''] = rig.names
    await rig.mode(name, 'clap')
    const host = startHost(rig, ['all'])
    await host.started
    await until(async () => (await recordOf(rig, name)).law.latched, Boolean)
    await kill(host)
    await rig.mode(name, 'runs')
    const programs = rig.programs()
    await programs.open()
    await wait(3_000)
    const starts = (await rig.starts(name)).length
    const { state } = slotOf(programs, name)
    await programs.close()
    return [
      line('T24', 'a refused command line: latched over kill -9 of the app', {
        holds: starts === 1 && state === 'latched',
        measured: `${starts} start, ${state}`,
        bar: '1 start, latched',
      }),
    ]
  })
}

export const restartLaw = async ({ whole }: Extent): Promise<Measured[]> => [...(await crashLoop(whole)), ...(await latched())]

/** T25: one that takes no notice of SIGTERM, and one that is killed from outside. */
export async function stopLaw({ whole }: Extent): Promise<Measured[]> {
  return withRig(lightRig(2), async (rig) => {
    const [deaf = '', killed = ''] = rig.names
    await rig.mode(deaf, 'stubborn')
    const programs = rig.programs({ tickMs: 1_000 })
    await programs.open()
    for (const name of [deaf, killed]) await programs.start(rig.key(name))
    for (const name of [deaf, killed])
      await until(
        () => rig.starts(name),
        ({ length }) => length === 1,
      )
    await wait(300)
    const pid = slotOf(programs, deaf).pid ?? 0
    let began = performance.now()
    await programs.stop(rig.key(deaf))
    const deafMs = performance.now() - began
    const gone = !isAlive(pid)
    began = performance.now()
    process.kill(slotOf(programs, killed).pid ?? 0, 'SIGKILL')
    await until(
      () => slotOf(programs, killed),
      ({ pid: now }) => now === null,
    )
    const knownMs = performance.now() - began
    const { signal } = slotOf(programs, killed).lastEnd ?? {}
    await programs.close()
    const { graceMs, hard } = kindOf('node')
    return [
      line('T25', 'one that ignores SIGTERM, until it is dead', {
        holds: gone && deafMs <= 6_000,
        measured: seconds(deafMs),
        bar: '≤ 6 s',
      }),
      line('T25', 'killed from outside, until it is known', {
        holds: knownMs <= 1_000 && signal === 'SIGKILL',
        measured: `${Math.round(knownMs)} ms, ${signal}`,
        bar: '≤ 1,000 ms, SIGKILL',
      }),
      line('T25', 'a node has its time, and is never killed by itself', {
        holds: graceMs >= minute && !hard,
        measured: `${graceMs / 1_000} s, ${hard ? 'then killed' : 'then a person is asked'}`,
        bar: '≥ 60 s, then a person is asked',
        time: whole ? 'by its kind; a stop in node-slots.test.ts' : 'by its kind',
      }),
    ]
  })
}
