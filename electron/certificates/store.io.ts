import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { inTurn } from '../faults/index.ts'
import { errorCode, putFile, renameDurably } from '../storage/index.ts'
import { type Made, makeAuthority, makeCertificate } from './make.io.ts'
import { authorityFiles, authorityFolder, certificateName, isNodeFolder, type MadeName, madeFile, readMadeName } from './places.ts'
import type { CertificatePlace } from './read-certificate.io.ts'

/** One certificate that was made here. */
export interface MadePlace extends CertificatePlace {
  readonly node: RigName | null
  readonly of: string
  readonly number: number | null
}

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

export interface StoreOptions {
  /** The profile's folder of certificates. */
  readonly folder: string
  readonly now: () => number
}

export interface Asked {
  readonly node: RigName
  /** `null`: the node's own. */
  readonly service: string | null
  /** Of the node: how it is dialled. */
  readonly names: readonly string[]
}

/**
 * Certificates that Smeshdesk makes: one authority, and for each node its own and those of its services, numbered. None is ever written
 * over or removed: a renewed one stands beside the old until both sides use it. Keys are for this user alone; the authority's stays here.
 */
export class CertificateStore {
  readonly #folder: string
  readonly #now: () => number
  readonly #turns = inTurn()

  constructor({ folder, now }: StoreOptions) {
    this.#folder = folder
    this.#now = now
  }

  #authority(file: keyof typeof authorityFiles): string {
    return join(this.#folder, authorityFolder, authorityFiles[file])
  }

  /** All that were made, in no order. Throws Node's error where the folder can't be read. */
  async made(): Promise<MadePlace[]> {
    const names = await namesIn(this.#folder)
    const nodes = names.filter(isNodeFolder) as RigName[]
    const found = await Promise.all(
      nodes.map(async (node) => (await namesIn(join(this.#folder, node))).flatMap((file) => this.#madeOf(node, file))),
    )
    return names.includes(authorityFolder) ? [this.#authorityPlace(), ...found.flat()] : found.flat()
  }

  #authorityPlace(): MadePlace {
    const place = { role: 'authority', path: this.#authority('certificate'), keyPath: this.#authority('key'), authorityPath: null } as const
    return { ...place, host: null, node: null, of: '', number: 1 }
  }

  #madeOf(node: RigName, file: string): MadePlace[] {
    const name = readMadeName(file)
    if (name === null || name.is !== 'certificate') return []
    const at = (is: MadeName['is']) => join(this.#folder, node, madeFile({ ...name, is }))
    const paths = { path: at('certificate'), keyPath: at('key'), authorityPath: this.#authority('certificate') }
    return [{ role: name.role, ...paths, host: null, node, of: name.role === 'node' ? node : name.service, number: name.number }]
  }

  async #openAuthority(): Promise<Made> {
    const found = await namesIn(join(this.#folder, authorityFolder))
    if (found.length === 0) await this.#makeAuthority()
    const [certificate, key] = await Promise.all([
      readFile(this.#authority('certificate'), 'utf8'),
      readFile(this.#authority('key'), 'utf8'),
    ])
    return { certificate, key }
  }

  /** Both files at once, or none: a key without its certificate would be in the way for ever. */
  async #makeAuthority(): Promise<void> {
    const { certificate, key } = await makeAuthority(this.#now())
    const making = join(this.#folder, `.making-${randomBytes(6).toString('hex')}`)
    await mkdir(making, { recursive: true, mode: 0o700 })
    try {
      await putFile(join(making, authorityFiles.key), key, { replace: false })
      await putFile(join(making, authorityFiles.certificate), certificate, { replace: false })
      await renameDurably(making, join(this.#folder, authorityFolder), { replace: false })
    } catch (error) {
      await rm(making, { recursive: true, force: true })
      throw error
    }
  }

  /** Makes the next one, and the authority where there is none. Throws `bad_input` for names that are none, Node's error of the disk. */
  make({ node, service, names }: Asked): Promise<void> {
    return this.#turns.run(async () => {
      const judged = names.map((name) => certificateName(name))
      const wrong = judged.indexOf(null)
      if (wrong !== -1 || (service === null && judged.length === 0))
        throw new AppError('bad_input', saw('no-host-port', names[wrong] ?? ''))
      const role = service === null ? 'node' : 'service'
      // A service is known by who signed for it; its name is for people.
      const subject =
        service === null ? judged.flatMap((name) => name ?? []) : [`${service.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-')}.service`]
      const made = await makeCertificate(await this.#openAuthority(), { role, names: [...new Set(subject)], now: this.#now() })
      await this.#write(node, { role, service: service ?? '' }, made)
    })
  }

  async #write(node: RigName, name: Pick<MadeName, 'role' | 'service'>, { key, certificate }: Made): Promise<void> {
    const folder = join(this.#folder, node)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const before = (await namesIn(folder)).flatMap((file) => readMadeName(file) ?? [])
    const number =
      1 + Math.max(0, ...before.filter((one) => one.role === name.role && one.service === name.service).map((one) => one.number))
    const at = (is: MadeName['is']) => join(folder, madeFile({ ...name, number, is }))
    // The certificate last: what is listed has its key.
    await putFile(at('key'), key, { replace: false })
    await putFile(at('certificate'), certificate, { replace: false })
  }

  /** The newest of a node or service. Throws `not_found`. */
  async newest({ node, service }: Pick<Asked, 'node' | 'service'>): Promise<MadePlace> {
    const role = service === null ? 'node' : 'service'
    const all = (await this.made()).filter((one) => one.node === node && one.role === role && (service === null || one.of === service))
    const [newest] = all.sort((one, other) => (other.number ?? 0) - (one.number ?? 0))
    if (newest === undefined) throw new AppError('not_found')
    return newest
  }

  /**
   * Copies what belongs on the other machine into a new folder below `into`: certificate, its key (for the reader alone), and the
   * authority's certificate. Never the authority's key. Returns the folder. Throws `bad_input` where it is there already.
   */
  async save(asked: Pick<Asked, 'node' | 'service'>, into: string): Promise<string> {
    const { path, keyPath, authorityPath, of, role } = await this.newest(asked)
    const folder = join(into, `${of}-certificates`)
    try {
      await mkdir(folder, { mode: 0o700 })
    } catch (error) {
      if (errorCode(error) === 'EEXIST') throw new AppError('bad_input', saw('exists-already', folder))
      throw error
    }
    const copies = [
      [authorityPath, authorityFiles.certificate],
      [path, `${role}.pem`],
      [keyPath, `${role}.key`],
    ] as const
    for (const [from, name] of copies) if (from !== null) await putFile(join(folder, name), await readFile(from), { replace: false })
    return folder
  }
}
