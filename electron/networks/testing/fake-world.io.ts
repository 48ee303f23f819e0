import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Elsewhere } from '../../migration/index.ts'
import type { NodeSettings } from '../../settings/index.ts'
import type { NetworkWorld } from '../network-world.ts'

/** The text of a fresh key as postcli writes it, and its public half. */
function newKey(): { readonly text: string; readonly id: Buffer } {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { d = '', x = '' } = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })).export({ format: 'jwk' })
  const [seed, id] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]
  return { text: Buffer.concat([seed, id]).toString('hex'), id }
}

/** What postcli leaves behind when it is done. */
function makeData(args: readonly string[]): void {
  const flag = (name: string) => args.find((word) => word.startsWith(`-${name}=`))?.slice(name.length + 2) ?? ''
  const [folder, units, labels] = [flag('datadir'), Number(flag('numUnits')), Number(flag('labelsPerUnit'))]
  const key = newKey()
  const metadata = {
    NodeId: key.id.toString('base64'),
    CommitmentAtxId: Buffer.from(flag('commitmentAtxId'), 'hex').toString('base64'),
    LabelsPerUnit: labels,
    NumUnits: units,
    MaxFileSize: 4_294_967_296,
    Nonce: 1,
  }
  writeFileSync(join(folder, 'identity.key'), key.text, { mode: 0o600 })
  writeFileSync(join(folder, 'postdata_0.bin'), Buffer.alloc(units * labels * 16))
  writeFileSync(join(folder, 'postdata_metadata.json'), JSON.stringify(metadata))
}

/** A rig in memory over real folders; programs do what the real ones were seen to do. `die`: before the act of that number all is over. */
export class FakeWorld {
  readonly entries = new Map<string, { readonly folder: string }>()
  readonly up = new Set<string>()
  readonly acts: string[] = []
  elsewhere: Elsewhere = { kind: 'nowhere' }
  /** Postcli does nothing and ends with 0, as for a bad provider (recorded). */
  postcliFails = false
  die = Number.POSITIVE_INFINITY

  /** The power goes: nothing of this computer runs any more. */
  powerCut(): void {
    this.up.clear()
    this.die = Number.POSITIVE_INFINITY
  }

  #act(what: string): void {
    if (this.acts.length >= this.die) throw new Error('the power went')
    this.acts.push(what)
  }

  #startNode(folder: string): void {
    const keys = join(folder, 'identities')
    mkdirSync(keys, { recursive: true })
    const there = readdirSync(keys).filter((name) => name.endsWith('.key'))
    if (there.includes('local.key') && there.length > 1) throw new Error('supervised key found in remote smeshing mode')
    if (there.length === 0) writeFileSync(join(keys, 'local.key'), newKey().text)
  }

  readonly world: NetworkWorld = {
    entryFolder: ({ name }) => this.entries.get(name)?.folder ?? null,
    addNode: async (node: NodeSettings) => {
      this.#act(`add ${node.name}`)
      this.entries.set(node.name, { folder: node.dataFolder ?? '' })
    },
    addService: async (service) => {
      this.#act(`add ${service.name}`)
      this.entries.set(service.name, { folder: service.dataFolder ?? '' })
    },
    settleKind: async () => undefined,
    standing: ({ name }) => (this.up.has(name) ? 'up' : 'down'),
    lastWords: () => '',
    start: async ({ kind, name }) => {
      this.#act(`start ${name}`)
      if (kind === 'node') this.#startNode(this.entries.get(name)?.folder ?? '')
      this.up.add(name)
    },
    stop: async ({ name }) => {
      this.#act(`stop ${name}`)
      this.up.delete(name)
    },
    nodeAnswers: async (name) => this.up.has(name),
    poetKey: async () => (this.up.has('own') ? `${'k'.repeat(43)}=` : null),
    lookForNewKey: async () => this.elsewhere,
    keysRenamed: () => undefined,
    inUse: async () => false,
    run: async ({ args, cwd }) => {
      this.#act(`data ${cwd.split('/').at(-1)}`)
      if (!this.postcliFails && !existsSync(join(cwd, 'identity.key'))) makeData(args)
      const identity = { bootId: '', pid: 0, startTicks: '', exe: '' }
      return { identity, ended: Promise.resolve({ exit: 0, signal: null }), end: () => undefined }
    },
  }
}
