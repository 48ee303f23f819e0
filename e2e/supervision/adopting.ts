import { execFileSync, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { stopProcess } from '../../electron/processes/index.ts'
import { isAlive, until } from '../processes/fake-service.ts'
import { kill, startHost } from './host.ts'
import { lightRig } from './light-rig.ts'
import { type Extent, line, type Measured, seconds } from './measured.ts'
import { provers } from './provers.ts'
import { withRig } from './with-rig.ts'

/** T21: the app is killed hard over so many services; the next one has them all, and none is started. */
export async function adopted({ whole }: Extent): Promise<Measured[]> {
  const count = whole ? 50 : 8
  return withRig(lightRig(count), async (rig) => {
    const host = startHost(rig, ['all'])
    if (!(await host.started)) throw new Error('the host ended before all were started')
    const before = (await Promise.all(rig.names.map(rig.starts))).flat()
    await kill(host)
    const programs = rig.programs({ tickMs: 1_000 })
    const began = performance.now()
    await programs.open()
    const live = () => programs.rows().filter(({ slot }) => slot.adopted && slot.state === 'running' && slot.pid !== null)
    await until(live, (rows) => rows.length === count, 20_000)
    const ms = performance.now() - began
    // As long as any due start of the law would take.
    await wait(3_000)
    const after = (await Promise.all(rig.names.map(rig.starts))).flat()
    const same = live().filter(({ slot }) => before.includes(slot.pid ?? 0)).length
    await programs.close()
    return [
      line('T21', 'kill -9 of the app: services taken over, new processes', {
        holds: same === count && after.length === before.length,
        measured: `${same} of ${count}, ${after.length - before.length} new`,
        bar: `${count} of ${count}, 0 new`,
      }),
      line('T21', 'kill -9 of the app: until their state is live', { holds: ms <= 5_000, measured: seconds(ms), bar: '≤ 5 s' }),
    ]
  })
}

/** A process with a wanted pid, by the kernel's own counter; `null` where it was never given. Only in a pid space of our own. */
async function strangerWith(pid: number): Promise<ReturnType<typeof spawn> | null> {
  for (let tries = 0; tries < 200; tries += 1) {
    await writeFile('/proc/sys/kernel/ns_last_pid', String(pid - 1))
    const child = spawn('/bin/sleep', ['1000'], { stdio: 'ignore' })
    if (child.pid === pid) return child
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  return null
}

/** T22: a stranger gets the pid of a service that is gone; a stop of the service never signals it. */
export async function reusedPid({ whole }: Extent): Promise<Measured[]> {
  const rounds = whole ? 20 : 3
  const name = 'pids given to a stranger: signalled by a stop of the service'
  if (process.env.SMESHDESK_OWN_SPACES !== '1')
    return [line('T22', name, { holds: false, measured: 'no pid space of its own here', bar: `0 of ${rounds}` })]
  return withRig(lightRig(1), async (rig) => {
    let [hit, tried] = [0, 0]
    for (let round = 0; round < rounds; round += 1) {
      const host = startHost(rig, ['all'])
      await host.started
      await kill(host)
      // It is adopted, and then not looked at again before the stop.
      const programs = rig.programs({ tickMs: 3_600_000 })
      await programs.open()
      const pid = programs.rows()[0]?.slot.pid ?? 0
      const { run } = JSON.parse(execFileSync('cat', [`${rig.folder}/slots/service-s0000.json`], { encoding: 'utf8' }))
      process.kill(-pid, 'SIGKILL')
      await until(
        () => isAlive(pid),
        (alive) => !alive,
      )
      const stranger = await strangerWith(pid)
      if (stranger === null) throw new Error(`pid ${pid} was not given again`)
      const direct = await stopProcess(run.identity, { graceMs: 200, hard: true, group: true })
      await programs.stop(rig.key('s0000')).catch(() => undefined)
      tried += 1
      if (direct.kind !== 'was-gone' || stranger.exitCode !== null || stranger.signalCode !== null) hit += 1
      stranger.kill('SIGKILL')
      await programs.close()
    }
    return [line('T22', name, { holds: hit === 0 && tried === rounds, measured: `${hit} of ${tried}`, bar: `0 of ${rounds}` })]
  })
}

/** T23: the app is killed at any moment from the birth of a process until it is written down. */
export async function killedAtBirth({ whole }: Extent): Promise<Measured[]> {
  const rounds = whole ? 200 : 6
  return withRig(lightRig(1), async (rig) => {
    const [name = ''] = rig.names
    let [orphans, doubles, born] = [0, 0, 0]
    for (let round = 0; round < rounds; round += 1) {
      // 0 is the very turn in which it was born; the record is written within milliseconds.
      await startHost(rig, ['all'], round % 25).ended
      const programs = rig.programs({ tickMs: 3_600_000 })
      await programs.open()
      const there = await provers(rig.data(name))
      const known = programs.rows()[0]?.slot.pid ?? null
      born += there.length > 0 ? 1 : 0
      if (there.length > 1) doubles += 1
      if (there.some((pid) => pid !== known)) orphans += 1
      await programs.stop(rig.key(name)).catch(() => undefined)
      await programs.close()
      for (const pid of await provers(rig.data(name))) process.kill(pid, 'SIGKILL')
    }
    return [
      line('T23', 'kill -9 between birth and record: unknown orphans, doubles', {
        holds: orphans === 0 && doubles === 0 && born > rounds / 2,
        measured: `${orphans} and ${doubles} in ${rounds}, ${born} lived`,
        bar: `0 and 0 in ${rounds}`,
      }),
    ]
  })
}
