import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { AppError } from '../contract/errors.ts'
import { Instant } from '../contract/model/basics.ts'
import type { Bundle } from '../contract/model/support.ts'
import { errorCode, writeNewFile } from '../storage/index.ts'
import { type Part, partsOf } from './bundle.ts'
import { gather, redactionFacts, type Sources } from './gather.io.ts'
import { createRedactor } from './redact.ts'
import { tarOf } from './tar.ts'

/** Characters of a part that are told at once. */
const pageMost = 64 * 1024

interface Kept {
  readonly bundle: Bundle
  readonly parts: readonly Part[]
}

const nameOf = (at: number): string => `smeshdesk-support-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}.tar.gz`

/** Makes support bundles: read, redacted, shown, and saved as they were shown. One is kept in memory at a time. */
export function createSupport(sources: () => Promise<Sources>, now: () => number) {
  let kept: Kept | null = null
  const find = (id: string): Kept => {
    if (kept?.bundle.id !== id) throw new AppError('not_found')
    return kept
  }
  const prepare = async (): Promise<Bundle> => {
    const from = await sources()
    const redactor = createRedactor(redactionFacts(from))
    const parts: Part[] = []
    for (const part of partsOf(await gather(from), redactor)) {
      parts.push(part)
      // Whoever else is served meanwhile is served between two parts.
      await setImmediate()
    }
    const shown = parts.map(({ name, text }) => ({ name, characters: text.length }))
    const bundle = { id: randomUUID(), at: Instant.parse(now()), parts: shown, taken: redactor.taken() }
    kept = { bundle, parts }
    return bundle
  }
  return {
    prepare,
    /** Throws `not_found`. */
    part: (id: string, name: string, from: number) => {
      const found = find(id).parts.find((one) => one.name === name)
      if (found === undefined) throw new AppError('not_found')
      return { text: found.text.slice(from, from + pageMost), more: found.text.length > from + pageMost }
    },
    /** Writes it for this user only, to a new file. Throws `not_found`, or Node's error of the disk. */
    save: async (id: string, to: { readonly folder: string } | { readonly file: string }) => {
      const { bundle, parts } = find(id)
      const path = 'file' in to ? resolve(to.file) : join(to.folder, nameOf(bundle.at))
      const bytes = gzipSync(tarOf(parts, bundle.at))
      // Saved once more it is the same file: its name and its bytes are the bundle's.
      await writeNewFile(path, bytes, {}).catch(async (error: unknown) => {
        const there = errorCode(error) === 'EEXIST' ? await readFile(path).catch(() => null) : null
        if (there?.equals(bytes) !== true) throw error
      })
      return { path, bytes: bytes.length }
    },
  }
}
export type Support = ReturnType<typeof createSupport>
