import { readFile } from 'node:fs/promises'
import type { IdentityPlace } from './design.ts'
import { dataArguments } from './files.ts'
import { lookAtIdentity } from './look.io.ts'
import { type Making, wait } from './making.ts'
import { Trouble } from './network-world.ts'

const lookMs = 1_000
const wordsLimit = 400

/** What postcli said last; it says why on its last lines, whatever its exit code (recorded). */
async function lastWords(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '')
  return (text.trimEnd().split('\n').at(-1) ?? '').slice(0, wordsLimit)
}

/** One that outlived an earlier run of ours may still be at work there: two in one folder are not prevented by anybody. */
async function untilFree(making: Making, { folder }: IdentityPlace): Promise<void> {
  while (!making.signal.aborted && (await making.world.inUse(folder))) {
    making.further()
    await wait(making, lookMs)
  }
}

/**
 * Makes the data of one identity with postcli, or goes on with what is there. That it is whole is seen by its files: the exit code is 0
 * for failures too (facts: spacemesh-protocol 4.4). Asked to rest, it ends postcli; the next time it goes on.
 */
export async function makeData(making: Making, place: IdentityPlace): Promise<void> {
  const { kept, world, signal, further } = making
  await untilFree(making, place)
  if (signal.aborted || (await lookAtIdentity(place, world)).data === 'whole') return
  const { design } = kept()
  const request = { program: design.postcli, args: dataArguments(design, place), cwd: place.folder, logFile: place.log, env: {} }
  const running = await world.run(request)
  let over = false
  const ended = running.ended.then(() => {
    over = true
  })
  signal.addEventListener('abort', running.end)
  if (signal.aborted) running.end()
  while (!over) {
    further()
    await Promise.race([ended, wait(making, lookMs)])
    if (signal.aborted) await ended
  }
  signal.removeEventListener('abort', running.end)
  if (!signal.aborted && (await lookAtIdentity(place, world)).data !== 'whole') throw new Trouble('data-failed', await lastWords(place.log))
}
