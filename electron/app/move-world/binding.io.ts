import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { measure } from '../../binaries/index.ts'
import type { RigName } from '../../contract/model/basics.ts'
import { saw } from '../../contract/seen.ts'
import type { Bound } from '../../migration/index.ts'
import { loadNodeConfig } from '../../nodes/index.ts'
import { serviceCommandLine, withAddress } from '../../post/index.ts'
import type { RigSettings } from '../rig-settings.io.ts'

const configLimit = 1024 * 1024

const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const hashOfAll = (words: readonly string[]): string => hashOf(words.map((word) => `${word}\0`).join(''))

/** Device and inode, and all that changes when a file is written or replaced. */
async function shapeOf(path: string): Promise<{ readonly place: string; readonly shape: string; readonly size: bigint }> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
  return { place: `${dev}:${ino}`, shape: `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`, size }
}

async function hashOfProgram(path: string): Promise<string> {
  const measured = await measure(path)
  if (measured === null) throw new Error(saw('program-changed', path, '', ''))
  return measured.sha256
}

async function hashOfConfig(path: string | null): Promise<string> {
  if (path === null) return ''
  if ((await shapeOf(path)).size > configLimit) throw new Error(`${path}: ${saw('too-long', `${configLimit} B`)}`)
  return hashOf(await readFile(path))
}

const unboundWhen = async (make: () => Promise<Bound>): Promise<Bound> => {
  try {
    return await make()
  } catch (error) {
    return { unbound: error instanceof Error ? error.message : String(error) }
  }
}

/** What the name of a node stands for now. What can't be known, or contradicts itself, is `unbound`, with the reason. */
export const bindingOfNode = (settings: RigSettings, name: RigName): Promise<Bound> =>
  unboundWhen(async () => {
    const { program, dataFolder, arguments: args, addresses } = settings.node(name)
    if (program === null) return { unbound: saw('no-program', name) }
    if (dataFolder === null) return { unbound: saw('folder-unknown') }
    const config = await loadNodeConfig(args, settings.folder, dataFolder)
    if (config.problems.length > 0) return { unbound: config.problems.join('; ') }
    if (config.folder?.same !== true) return { unbound: saw('would-use', config.folder?.path ?? '', dataFolder) }
    const file = config.configFile === null ? null : resolve(settings.folder, config.configFile)
    return {
      binding: {
        folder: (await shapeOf(dataFolder)).place,
        program: resolve(settings.folder, program),
        programHash: await hashOfProgram(resolve(settings.folder, program)),
        arguments: hashOfAll(args),
        config: await hashOfConfig(file),
        addresses: JSON.stringify([addresses.public, addresses.private, addresses.post, addresses.json ?? null, config.listeners]),
        lock: resolve(settings.folder, config.fileLock ?? join(tmpdir(), 'spacemesh.lock')),
      },
    }
  })

/** What the name of a service stands for now; the address that it dials is left out. */
export const bindingOfService = (settings: RigSettings, name: RigName): Promise<Bound> =>
  unboundWhen(async () => {
    const { program, dataFolder, arguments: args, operatorAddress } = settings.service(name)
    if (program === null) return { unbound: saw('no-program', name) }
    if (dataFolder === null) return { unbound: saw('folder-unknown') }
    const { dir } = serviceCommandLine(args)
    const { place } = await shapeOf(dataFolder)
    if (dir !== null && (await shapeOf(resolve(settings.folder, dir))).place !== place) return { unbound: saw('would-use', dir, '') }
    return {
      binding: {
        folder: place,
        program: resolve(settings.folder, program),
        programHash: await hashOfProgram(resolve(settings.folder, program)),
        arguments: hashOfAll(withAddress(args, '')),
        config: '',
        addresses: operatorAddress ?? '',
        lock: '',
      },
    }
  })
