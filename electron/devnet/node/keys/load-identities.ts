import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { goFileError } from '../go-file-error.ts'
import type { Logger } from '../log/logger.ts'
import { type KeyPair, parseKey } from './key-text.ts'

/** An identity the node loaded; `name` is its key file's name. */
export interface LoadedIdentity extends KeyPair {
  readonly name: string
  readonly hex: string
}

export const supervisedName = 'local.key'

/**
 * Loads the keys of a data folder as the node does, log lines included; without any it creates local.key (docs/protocol.md §2).
 * @returns the identities in lexical order of their file names, or the refusal without `Error: `
 */
export function loadIdentities(dataFolder: string, log: Logger): { identities: LoadedIdentity[] } | { refusal: string } {
  const folder = join(dataFolder, 'identities')
  const found = readKeys(folder, log)
  if ('refusal' in found) return { refusal: `loading identities: ${found.refusal}` }
  if (!found.complete || found.identities.length === 0) return { identities: [createIdentity(folder, log)] }
  const { identities } = found
  if (hasDuplicate(identities, log)) return { refusal: 'loading identities: duplicate key found in identity files' }
  if (identities.length > 1) log.info(`Loaded ${identities.length} identities from disk`)
  const refusal = mixedSetup(identities, log)
  return refusal ? { refusal: `loading identities: ${refusal}` } : { identities }
}

type Found = { readonly identities: LoadedIdentity[]; readonly complete: boolean } | { readonly refusal: string }

function readKeys(folder: string, log: Logger): Found {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const identities: LoadedIdentity[] = []
  for (const name of readdirSync(folder).sort(bytewise)) {
    if (!name.endsWith('.key')) continue
    const path = join(folder, name)
    const kind = kindOf(path)
    if (kind === 'folder') continue
    // a dangling link ends the loading as if there were no identity at all (e2e/recordings/README.md, 4)
    if (kind === 'dangling') return { identities: [], complete: false }
    const key = readKey(path, name)
    if ('error' in key) return { refusal: `failed to construct identity ${name}: ${key.error}` }
    const hex = Buffer.from(key.id).toString('hex')
    log.info('Loaded existing identity', { filename: name, public_key: hex.slice(0, 5), name: '' })
    identities.push({ ...key, name, hex })
  }
  return { identities, complete: true }
}

const bytewise = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other))

function kindOf(path: string): 'file' | 'folder' | 'dangling' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file'
  } catch {
    return 'dangling'
  }
}

function readKey(path: string, name: string): KeyPair | { error: string } {
  try {
    return parseKey(readFileSync(path), name)
  } catch (error) {
    return { error: `failed to open identity file at ${path}: ${goFileError('open', path, error)}` }
  }
}

function createIdentity(folder: string, log: Logger): LoadedIdentity {
  log.info('Identity file not found. Creating new identity...')
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  const id = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const hex = id.toString('hex')
  writeFileSync(join(folder, supervisedName), seed.toString('hex') + hex, { mode: 0o600 })
  log.info('Created new identity', { filename: supervisedName, public_key: hex.slice(0, 5), name: '' })
  return { seed, id, hex, name: supervisedName }
}

function hasDuplicate(identities: readonly LoadedIdentity[], log: Logger): boolean {
  const first = new Map<string, LoadedIdentity>()
  let duplicate = false
  for (const identity of identities) {
    const other = first.get(identity.hex)
    if (!other) first.set(identity.hex, identity)
    else {
      duplicate = true
      log.error('duplicate key', { filename1: identity.name, filename2: other.name, public_key: identity.hex.slice(0, 5), name: '' })
    }
  }
  return duplicate
}

function mixedSetup(identities: readonly LoadedIdentity[], log: Logger): string | null {
  if (identities.length < 2 || !identities.some(({ name }) => name === supervisedName)) return null
  log.error('Identities contain key for supervised smeshing (local.key). This is not supported in remote smeshing.')
  log.error('Ensure you do not have a file named local.key in your identities directory when using remote smeshing.')
  return 'supervised key found in remote smeshing mode'
}
