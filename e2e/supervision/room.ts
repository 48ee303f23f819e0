import { setTimeout as wait } from 'node:timers/promises'
import type { Programs } from '../../electron/processes/index.ts'
import { until } from '../processes/fake-service.ts'
import { lightRig } from './light-rig.ts'
import { type Extent, line, type Measured } from './measured.ts'
import { withRig } from './with-rig.ts'

const gib = 1024 ** 3
const running = (programs: Programs): number => programs.rows().filter(({ slot }) => slot.pid !== null && slot.ours).length

/** T29: one more than fit are asked for, one after the other. */
async function startsWith(totalGib: number, most: number): Promise<Measured> {
  return withRig(lightRig(most + 2, { simulated: false }), async (rig) => {
    const programs = rig.programs({ memory: () => ({ total: totalGib * gib, free: totalGib * gib }) })
    await programs.open()
    const codes: string[] = []
    for (const name of rig.names)
      await programs.start(rig.key(name)).then(
        () => codes.push('started'),
        (error: { code?: string }) => codes.push(error.code ?? 'unknown'),
      )
    const [started, refused] = [running(programs), codes.filter((code) => code === 'no_room').length]
    await programs.close()
    return line('T29', `services in fast mode on a computer of ${totalGib} GiB`, {
      holds: started === most && refused === 2,
      measured: `${started} started, ${refused} refused`,
      bar: `${most}, 2`,
      time: 'real time, memory given',
    })
  })
}

/** T29: one is killed as the kernel kills for memory, while memory is short. */
async function killedForMemory(whole: boolean): Promise<Measured> {
  return withRig(lightRig(4, { simulated: false }), async (rig) => {
    let free = 8 * gib
    let ahead = 0
    const programs = rig.programs({ memory: () => ({ total: 16 * gib, free }), now: () => Date.now() + ahead, random: () => 0 })
    await programs.open()
    for (const name of rig.names) await programs.start(rig.key(name))
    const pids = programs.rows().map(({ slot }) => slot.pid)
    const [first = ''] = rig.names
    free = 1 * gib
    process.kill(pids[0] ?? 0, 'SIGKILL')
    const waits = await until(() => programs.rows()[0]?.findings.some(({ id }) => id === 'service-start-waits') === true, Boolean, 20_000)
    await wait(whole ? 10_000 : 2_000)
    const during = (await rig.starts(first)).length
    const others = programs
      .rows()
      .slice(1)
      .every(({ slot }, at) => slot.pid === pids[at + 1])
    free = 8 * gib
    ahead = 40_000
    await until(
      () => rig.starts(first),
      ({ length }) => length === 2,
      20_000,
    )
    await programs.close()
    return line('T29', 'one killed for memory while 1 GiB is free', {
      holds: waits && during === 1 && others,
      measured: `${during - 1} restarts, the others ${others ? 'run on' : 'fell'}; again with 8 GiB free`,
      bar: '0 restarts, the others run on',
      time: 'memory given; half a minute by the clock',
    })
  })
}

export const admission = async ({ whole }: Extent): Promise<Measured[]> => [
  await startsWith(16, 5),
  ...(whole ? [await startsWith(64, 27)] : []),
  await killedForMemory(whole),
]
