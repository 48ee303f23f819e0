import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Binaries, type BinariesOptions, fetchByTls, openBinaries, parseReference, pinKey, takeManifest } from '../binaries/index.ts'
import { AppError } from '../contract/errors.ts'
import type { BinaryRow } from '../contract/model/binaries.ts'
import { saw } from '../contract/seen.ts'
import { emptySettings, readSettings, resolvePaths } from '../settings/index.ts'
import { holdFolder } from '../storage/index.ts'
import { systemClock } from '../time/index.ts'
import { entryPrograms } from './entry-programs.ts'

export type BinariesAct =
  | { readonly is: 'list' }
  /** A file, a folder or an https address. */
  | { readonly is: 'add' | 'pin'; readonly source: string; readonly tool: string; readonly version: string }
  | { readonly is: 'remove'; readonly what: string }
  | { readonly is: 'pin-key'; readonly file: string }
  | { readonly is: 'take-manifest'; readonly file: string; readonly signature: string }

export interface BinariesDone {
  readonly rows: readonly BinaryRow[]
  /** What was pinned, added or taken away; empty for a list. */
  readonly did: string
  /** The book can't be read. */
  readonly unread: string | null
}

const fileLimit = 8 * 1024 * 1024

async function bytesOf(path: string): Promise<Uint8Array> {
  if ((await stat(path)).size > fileLimit) throw new AppError('too_large', saw('too-long', `${fileLimit} B`))
  return readFile(path)
}

const textOf = async (path: string): Promise<string> => new TextDecoder().decode(await bytesOf(path))

function referenceOf(text: string) {
  const reference = parseReference(text)
  if (reference === null) throw new AppError('bad_input', saw('binary-unknown', text))
  return reference
}

async function sourceOf(source: string) {
  if (/^[a-z]+:\/\//i.test(source)) return { is: 'url' as const, place: source }
  const place = resolve(source)
  return { is: (await stat(place)).isDirectory() ? ('folder' as const) : ('archive' as const), place }
}

async function change(binaries: Binaries, act: Exclude<BinariesAct, { is: 'list' }>): Promise<string> {
  if (act.is === 'pin-key') return pinKey(binaries.book, await textOf(act.file))
  if (act.is === 'take-manifest') {
    const signed = { bytes: await bytesOf(act.file), signature: await textOf(act.signature) }
    return String((await takeManifest(binaries.book, signed, systemClock.now())).counter)
  }
  if (act.is === 'remove') {
    await binaries.remove(referenceOf(act.what))
    return act.what
  }
  const reference = referenceOf(`${act.tool}@${act.version}`)
  const from = await sourceOf(act.source)
  if (act.is === 'add') await binaries.add(reference, from)
  else await binaries.pin(reference, from)
  return `${reference.tool}@${reference.version}`
}

/**
 * One act on the programs of a profile, without a window. What changes something takes the profile for itself. Throws `profile_in_use`,
 * `settings_broken`, and what the act throws. `options`: for tests.
 */
export async function binariesCommand(
  profileFolder: string,
  act: BinariesAct,
  options: Partial<BinariesOptions> = {},
): Promise<BinariesDone> {
  const held = act.is === 'list' ? null : await holdFolder(profileFolder)
  try {
    const settings = resolvePaths((await readSettings(profileFolder)) ?? emptySettings, profileFolder)
    const binaries = await openBinaries({
      profileFolder,
      uses: () => entryPrograms(settings, () => false),
      clock: systemClock,
      fetch: fetchByTls,
      mayWrite: () => held !== null,
      barrier: { failed: () => undefined },
      ...options,
    })
    const did = act.is === 'list' ? '' : await change(binaries, act)
    await binaries.look()
    await binaries.close()
    return { rows: binaries.rows(), did, unread: binaries.state().unread }
  } finally {
    held?.release()
  }
}
