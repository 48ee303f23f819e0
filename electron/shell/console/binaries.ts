import { mkdir } from 'node:fs/promises'
import { AppError } from '../../contract/errors.ts'
import { type BinariesCommand, binariesHelp } from './binaries-line.ts'

interface Console {
  readonly profileFolder: string
  readonly say: (line: string) => void
  readonly complain: (line: string) => void
}

const notTaken: readonly string[] = ['archive_refused', 'download_failed', 'hash_mismatch']
const notAsItWas: readonly string[] = ['changed', 'missing', 'unread']

/** Error codes and reasons are words of a closed list; they stand here as they are, for people and scripts alike. */
function failed(error: unknown, { json }: BinariesCommand, { say, complain }: Console): number {
  const code = error instanceof AppError ? error.code : 'failed'
  const said = error instanceof Error ? error.message : String(error)
  if (json) say(JSON.stringify({ ok: false, code, said }))
  else complain(`${code}: ${said}`)
  return code === 'profile_in_use' ? 4 : notTaken.includes(code) ? 3 : 1
}

/** Lists, pins, adds or removes programs of a profile; the exit code says how it went (`binariesHelp`). */
export async function runBinaries(command: BinariesCommand, console: Console): Promise<number> {
  const { act, json } = command
  const { profileFolder, say } = console
  if (act.is === 'help') {
    say(binariesHelp)
    return 0
  }
  const { binariesCommand } = await import('../../app/binaries-command.io.ts')
  try {
    await mkdir(profileFolder, { recursive: true, mode: 0o700 })
    const { rows, did, unread } = await binariesCommand(profileFolder, act)
    const shown = rows.map(({ key, check, sha256, changed, path, from, usedBy }) => ({
      program: key,
      check,
      sha256,
      now: changed?.sha256 ?? sha256,
      path,
      from: from.place,
      usedBy: usedBy.map(({ kind, name }) => `${kind}:${name}`),
    }))
    if (json) say(JSON.stringify({ ok: true, did, unread, programs: shown }, null, 2))
    else if (act.is !== 'list') say(`${act.is}: ${did}`)
    else for (const one of shown) say([one.program, one.check, one.now ?? '-', one.usedBy.join(',') || '-'].join('\t'))
    return act.is === 'list' && (unread !== null || rows.some(({ check }) => notAsItWas.includes(check))) ? 3 : 0
  } catch (error) {
    return failed(error, command, console)
  }
}
