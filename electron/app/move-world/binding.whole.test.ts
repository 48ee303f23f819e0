import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RigName } from '../../contract/model/basics.ts'
import { openRigSettings, type RigSettings } from '../rig-settings.io.ts'
import { bindingOfNode, bindingOfService } from './binding.io.ts'

const [node, service] = [RigName.parse('A'), RigName.parse('a1')]
let folder = ''
let settings: RigSettings
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smeshdesk-binding-'))
  for (const name of ['A', 'A-old', 'post']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'go-spacemesh'), 'program')
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ main: { 'data-folder': join(folder, 'A') } }))
  const entry = {
    version: 1,
    simulated: false,
    nodes: [
      {
        name: 'A',
        program: join(folder, 'go-spacemesh'),
        arguments: ['-c', join(folder, 'config.json')],
        dataFolder: join(folder, 'A'),
        addresses: { public: '127.0.0.1:9092', private: '127.0.0.1:9093', post: null },
      },
    ],
    services: [
      {
        name: 'a1',
        program: join(folder, 'go-spacemesh'),
        arguments: ['--dir', join(folder, 'post'), '--address', 'http://127.0.0.1:9094'],
        dataFolder: join(folder, 'post'),
        node: 'A',
        operatorAddress: null,
      },
    ],
  }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(entry))
  settings = await openRigSettings(folder)
})
afterEach(() => rmSync(folder, { recursive: true }))

const changing = async (change: (args: string[]) => string[]) =>
  settings.change((before) => ({ ...before, nodes: before.nodes.map((one) => ({ ...one, arguments: change([...one.arguments]) })) }))

test('a binding stays what it is while nothing changes, and a service may dial another node', async () => {
  const before = await bindingOfNode(settings, node)
  expect(before).toMatchObject({ binding: { program: join(folder, 'go-spacemesh') } })
  expect(await bindingOfNode(settings, node)).toEqual(before)
  const dialled = await bindingOfService(settings, service)
  await settings.change((old) => ({
    ...old,
    services: old.services.map((one) => ({ ...one, arguments: ['--dir', join(folder, 'post'), '--address', 'http://127.0.0.1:1'] })),
  }))
  expect(await bindingOfService(settings, service)).toEqual(dialled)
})

test.each<[string, () => void | Promise<void>]>([
  ['the config', () => appendFileSync(join(folder, 'config.json'), '\n')],
  ['the program', () => writeFileSync(join(folder, 'go-spacemesh'), 'another')],
  ['the arguments', () => changing((args) => [...args, '--smeshing-start'])],
  [
    'the folder behind the name',
    () => {
      renameSync(join(folder, 'A'), join(folder, 'A-before'))
      mkdirSync(join(folder, 'A'))
    },
  ],
  [
    'the folder behind a link',
    () => {
      renameSync(join(folder, 'A'), join(folder, 'A-before'))
      symlinkSync(join(folder, 'A-old'), join(folder, 'A'))
    },
  ],
])('%s is part of the binding', async (_what, change) => {
  const before = await bindingOfNode(settings, node)
  await change()
  const after = await bindingOfNode(settings, node)
  expect(after).not.toEqual(before)
})

test.each<[string, () => void | Promise<void>, RegExp]>([
  ['a config that can not be read', () => rmSync(join(folder, 'config.json')), /unreadable/],
  ['a folder that arguments name otherwise', () => changing((args) => [...args, '-d', join(folder, 'A-old')]), /would-use/],
  ['a program that is gone', () => rmSync(join(folder, 'go-spacemesh')), /ENOENT/],
  ['a data folder that is gone', () => rmSync(join(folder, 'A'), { recursive: true }), /ENOENT/],
])('%s leaves nothing to be bound to', async (_what, change, why) => {
  await change()
  expect(await bindingOfNode(settings, node)).toMatchObject({ unbound: expect.stringMatching(why) })
})

test('a node and a service that the settings do not know are not bound', async () => {
  expect(await bindingOfNode(settings, RigName.parse('Z'))).toHaveProperty('unbound')
  expect(await bindingOfService(settings, RigName.parse('z'))).toHaveProperty('unbound')
})
