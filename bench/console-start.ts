import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startConsoleHost } from '../e2e/host/console-host.ts'
import { type BenchFigure, quantile } from './figure.ts'

const starts = 5
const idleSeconds = 10
/** V8 gives memory back in the first seconds after a start; idle is what comes after. */
const settleSeconds = 12

/** Resident memory in MiB, from the kernel. */
const residentMiB = (pid: number) => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** Processor time used so far, in seconds: fields 14 and 15 of the kernel's stat, in ticks of 10 ms. */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function bareNodeMs(): number {
  const began = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  return performance.now() - began
}

/** The console host on an empty profile: time until it gives its address, memory and processor time while nothing happens. */
export async function consoleStart(): Promise<readonly BenchFigure[]> {
  const ready: number[] = []
  const bare: number[] = []
  let memory = Number.NaN
  let idle = Number.NaN
  for (let start = 0; start < starts; start += 1) {
    const profile = mkdtempSync(join(tmpdir(), 'smeshdesk-bench-'))
    bare.push(bareNodeMs())
    const host = await startConsoleHost({ profile })
    ready.push(host.readyMs)
    if (start === starts - 1) {
      await wait(settleSeconds * 1_000)
      const before = processorSeconds(host.pid)
      await wait(idleSeconds * 1_000)
      idle = ((processorSeconds(host.pid) - before) / idleSeconds) * 100
      memory = residentMiB(host.pid)
    }
    await host.end('SIGTERM')
    rmSync(profile, { recursive: true, force: true })
  }
  const baseline = `bare Node in the same run: ${quantile(bare, 0.5).toFixed(0)} ms`
  return [
    { name: 'console host ready, median of 5', value: quantile(ready, 0.5), unit: 'ms', bar: 500, want: 'below', baseline },
    { name: 'console host memory, idle', value: memory, unit: 'MiB', bar: 100, want: 'below', baseline: 'resident, after 22 s' },
    {
      name: 'console host processor, idle',
      value: idle,
      unit: '% of a core',
      bar: 0.5,
      want: 'below',
      baseline: `over ${idleSeconds} s, from ${settleSeconds} s after the start`,
    },
  ]
}
