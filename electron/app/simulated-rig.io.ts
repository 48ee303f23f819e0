import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'
import { simulatedMarker } from '../found/index.ts'
import { portFree } from '../processes/index.ts'
import { readSettings } from '../settings/index.ts'
import { lookingFs } from '../storage/index.ts'
import { runDevnet } from './devnet-program.io.ts'

/** The programs' own waits, such as those of a start, divided by this; the network has a clock of its own. */
const ownWaits = 8
/** A simulated rig uses these ports, each with the offset added (devnet rig). */
const ports = [
  10_010, 10_050, 10_051, 10_052, 10_053, 10_054, 10_055, 10_056, 10_057, 10_058, 10_059, 10_092, 10_093, 10_094, 10_095, 11_092, 11_093,
  11_094, 11_095, 12_092, 12_093, 12_094, 12_095, 17_513, 17_613, 17_713,
]
/** Below the ports that systems give out by themselves. */
const offsets = Array.from({ length: 40 }, (_, index) => index * 300)

async function freeOffset(): Promise<number> {
  // Two rigs that are made at the same moment shall not choose the same.
  const from = Math.floor(Math.random() * offsets.length)
  for (const offset of [...offsets.slice(from), ...offsets.slice(0, from)])
    if ((await Promise.all(ports.map((port) => portFree(port + offset)))).every(Boolean)) return offset
  throw new AppError('start_failed', saw('ports-taken'))
}

export interface SimulatedRigOptions {
  /** The simulated rig has a profile folder of its own, below the user's. */
  readonly folder: string
  readonly consoleProgram: readonly [string, ...string[]]
}

/** Whether a simulated rig was made here before. */
export const hasSimulatedRig = async (folder: string): Promise<boolean> =>
  existsSync(join(folder, simulatedMarker)) && ((await readSettings(folder).catch(() => null))?.simulated ?? false)

const markerMost = 10_000

/** The disk that a simulated PoST folder is said to lie on; `null` for any other folder. */
export async function simulatedDisk(folder: string): Promise<string | null> {
  const marker = await lookingFs()
    .read(join(folder, simulatedMarker), markerMost)
    .catch(() => new Uint8Array())
  return /^Disk: (\w{1,40})$/m.exec(Buffer.from(marker).toString())?.[1] ?? null
}

/** Takes everything of a simulated rig away: its programs have ended. Only a folder with the marker of simulation is ever emptied. */
export async function removeSimulatedRig(folder: string): Promise<void> {
  if (existsSync(join(folder, simulatedMarker))) await rm(folder, { recursive: true, force: true })
}

/** Makes a fresh simulated rig: keys, data, configurations, settings. Only a folder with the marker of simulation is ever emptied. */
export async function writeSimulatedRig(options: SimulatedRigOptions, step: (name: string, done: number) => void): Promise<void> {
  step('data', 0)
  const { folder } = options
  const marker = join(folder, simulatedMarker)
  if (existsSync(folder) && !existsSync(marker)) throw new AppError('simulated_and_real', folder)
  const offset = await freeOffset()
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(marker, 'Everything in this folder is simulated.\n')
  const oracle = join(folder, 'signed.jsonl')
  const pace = ['--speed', String(ownWaits), '--port-offset', String(offset)]
  await runDevnet(options.consoleProgram, ['rig', folder, '--playground', ...pace, '--oracle', oracle])
  step('network', 1)
}
