// A service that is sound is never told ill, not even for the moment between two looks: what a person reads is no half-second's guess.
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Programs } from '../../electron/processes/index.ts'
import { type FakeRig, fakeRig, until } from './fake-service.ts'

let rig: FakeRig | null = null
let services: Programs | null = null

afterEach(async () => {
  for (const { name, slot } of services?.rows() ?? [])
    if (slot.pid !== null) await services?.stop({ kind: 'service', name }, { graceMs: 300 }).catch(() => undefined)
  await services?.close()
  if (rig !== null) await rm(rig.folder, { recursive: true, force: true })
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** Reads the rows as often as it can while something goes on; gives the ids of all findings that stood there even once. */
async function saidWhile(rows: Programs['rows'], act: () => Promise<unknown>): Promise<string[]> {
  const said = new Set<string>()
  let going = true
  const read = () => {
    for (const row of rows()) for (const { id } of row.findings) said.add(`${row.name}: ${id}`)
    if (going) setImmediate(read)
  }
  read()
  await act().finally(() => {
    going = false
  })
  return [...said]
}

const listening = (rows: Programs['rows']) =>
  until(
    () => rows(),
    (all) => all.every(({ slot }) => slot.state === 'running'),
  )

test('started, looked at, restarted and stopped, again and again', async () => {
  rig = await fakeRig(['a', 'b'], null)
  const [made, port] = [rig, await freePort()]
  services = made.services({ tickMs: 20, settings: withOperator(made, port) })
  const open = services
  await open.open()
  const said = await saidWhile(
    () => open.rows(),
    async () => {
      for (let round = 0; round < 3; round++) {
        for (const name of ['a', 'b']) await open.start(made.key(name))
        await listening(() => open.rows())
        await open.restart(made.key('a'), { graceMs: 300 })
        await listening(() => open.rows())
        for (const name of ['b', 'a']) await open.stop(made.key(name), { graceMs: 300 })
      }
    },
  )
  // The stand-in has no data files, and that is told rightly.
  expect(said.filter((one) => !one.endsWith(': service-data-incomplete'))).toEqual([])
})

/** `a` answers on an operator address of its own. */
function withOperator({ settings }: FakeRig, port: number): FakeRig['settings'] {
  const operatorAddress = `127.0.0.1:${port}`
  const services = settings.services.map((service) =>
    service.name === 'a'
      ? { ...service, operatorAddress, arguments: [...service.arguments, '--operator-address', operatorAddress] }
      : service,
  )
  return { ...settings, services }
}
