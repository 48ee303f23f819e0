import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installPrograms } from '../install/install.ts'
import { shimText } from '../install/shim.ts'
import { parseMetadata } from '../post-service/metadata.ts'
import { makeIdentityKey } from './identity-key.ts'
import { defaultLayout } from './layout.ts'
import { nodeConfig, serviceArguments } from './node-config.ts'
import { writePostFolder } from './post-folder.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rig-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const recordedConfig = (node: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../e2e/recordings/run-move/${node}-config.json`, import.meta.url), 'utf8'))

describe('a rig', () => {
  const layout = defaultLayout({ speed: 1, portOffset: 0 })

  it.each(['Z', 'A', 'B'])('writes the config that the recorded network had: %s', (name) => {
    const recorded = recordedConfig(name) as { main: { 'poet-servers': [{ pubkey: string }] }; p2p: { bootnodes: string[] }; post: object }
    const node = layout.nodes.find((one) => one.name === name)
    if (node === undefined) throw new Error(name)
    const facts = { poetKey: recorded.main['poet-servers'][0].pubkey, bootnode: recorded.p2p.bootnodes[0] ?? null }
    expect(nodeConfig(layout, node, facts)).toEqual({ ...recorded, post: { ...recorded.post, 'post-pow-difficulty': 'f'.repeat(64) } })
  })

  it('divides durations and shifts ports', () => {
    const fast = defaultLayout({ speed: 8, portOffset: 1000 })
    const [z] = fast.nodes
    if (z === undefined) throw new Error('no node')
    expect(nodeConfig(fast, z, { poetKey: null, bootnode: null })).toMatchObject({
      main: { 'layer-duration': '750ms' },
      poet: { 'phase-shift': '7.5s' },
      api: { 'grpc-post-listener': '127.0.0.1:11094' },
    })
  })

  it('starts services at their node', () => {
    const [first] = layout.identities
    if (first === undefined) throw new Error('no identity')
    expect(serviceArguments(layout, first, '/p')).toEqual(expect.arrayContaining(['--dir', '/p', '--address', 'http://127.0.0.1:10094']))
  })

  it('writes data files of the exact sizes, metadata that the service reads, and a key of 128 characters', () => {
    const key = makeIdentityKey()
    const post = { nodeId: key.id, commitmentAtxId: key.id, labelsPerUnit: 1000, numUnits: 3, maxFileSize: 32_000, keyText: key.text }
    writePostFolder(join(folder, 'post'), post)
    expect(readdirSync(join(folder, 'post')).toSorted()).toEqual([
      '.smeshdesk-simulated',
      'identity.key',
      'postdata_0.bin',
      'postdata_1.bin',
      'postdata_metadata.json',
    ])
    expect([0, 1].map((index) => statSync(join(folder, 'post', `postdata_${index}.bin`)).size)).toEqual([32_000, 16_000])
    const metadata = parseMetadata(readFileSync(join(folder, 'post', 'postdata_metadata.json')))
    expect(metadata).toMatchObject({ numUnits: 3, labelsPerUnit: 1000n, maxFileSize: 32_000n })
    expect(Buffer.from(metadata.nodeId)).toEqual(key.id)
    expect(key.text).toMatch(/^[0-9a-f]{128}$/)
  })
})

describe('an installed program', () => {
  it('becomes the console program, keeps its arguments and brings its version along', () => {
    const text = shimText({ program: { interpreter: '/n/node', file: "/it's/x.js" }, name: 'node', environment: { A: 'b c' } })
    expect(text).toBe(`#!/bin/sh\nexport A='b c'\nexec '/n/node' '/it'\\''s/x.js' devnet node "$@"\n`)
    const names = installPrograms(folder, { program: { interpreter: null, file: '/x' }, speed: 4 })
    expect(names).toContain('post-service-0.8.5')
    expect(statSync(join(folder, 'go-spacemesh')).mode & 0o111).toBe(0o111)
    expect(readFileSync(join(folder, 'go-spacemesh-1.4.6'), 'utf8')).toContain("SMESHDESK_DEVNET_VERSION='1.4.6'")
  })
})
