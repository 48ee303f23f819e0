import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RigName } from '../../contract/model/basics.ts'
import { makeKey } from '../../migration/testing/keys.io.ts'
import { lookAtProcesses } from '../../processes/index.ts'
import { checkSettings } from '../../settings/index.ts'
import { lookForKey } from './key-look.io.ts'

const key = makeKey()
let rig = ''
beforeAll(() => {
  rig = mkdtempSync(join(tmpdir(), 'key-look-'))
  for (const folder of ['A/identities', 'B', 'post']) mkdirSync(join(rig, folder), { recursive: true })
  for (const file of ['A/identities/a1.key', 'A/identities/a1.key.moved-0123456789ab', 'post/identity.key'])
    writeFileSync(join(rig, file), key.text)
})
afterAll(() => rmSync(rig, { recursive: true }))

const node = (name: string, dataFolder: string | null) => ({
  name,
  program: null,
  arguments: [],
  dataFolder,
  addresses: { public: null, private: null, post: null },
})

test('every folder that can be read is told, and every copy with who would load it', async () => {
  const service = { name: 'a1', program: null, arguments: [], dataFolder: join(rig, 'post'), node: null, operatorAddress: null }
  const nodes = [node('A', join(rig, 'A')), node('B', join(rig, 'B')), node('not-mounted', join(rig, 'none')), node('remote', null)]
  const look = await lookForKey(checkSettings({ version: 1, simulated: false, services: [service], nodes }), key.id, { profileFolder: rig })
  expect(look.nodes.map(({ folder, lists, runs }) => [folder, lists, runs])).toEqual([
    [join(rig, 'A'), null, false],
    // No identities folder yet: it would load nothing of this key.
    [join(rig, 'B'), null, false],
    [null, null, false],
    [null, null, null],
  ])
  expect(look.copies).toEqual([
    { path: join(rig, 'A/identities/a1.key'), loadableBy: RigName.parse('A') },
    { path: join(rig, 'A/identities/a1.key.moved-0123456789ab'), loadableBy: null },
    { path: join(rig, 'post/identity.key'), loadableBy: null },
  ])
})

test('processes are looked at after every node was asked: who does not answer may have been about to start', async () => {
  let asked = false
  const server = createServer((socket) => {
    asked = true
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const post = typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : null
  const nodes = [{ ...node('A', join(rig, 'A')), addresses: { public: null, private: null, post } }]
  const settings = checkSettings({ version: 1, simulated: false, services: [], nodes })
  const seen: boolean[] = []
  const processes = () => {
    seen.push(asked)
    return lookAtProcesses()
  }
  await lookForKey(settings, key.id, { profileFolder: rig, processes })
  server.close()
  expect(seen).toEqual([true])
})
