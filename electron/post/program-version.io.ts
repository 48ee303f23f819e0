import { execFile } from 'node:child_process'
import { open, stat } from 'node:fs/promises'
import { parseServiceVersion, type ServiceVersion } from './flag-versions.ts'

const deadlineMs = 2_000
const remembered = new Map<string, { readonly stamp: string; readonly version: Promise<ServiceVersion | null> }>()

/** A compiled program (ELF, Mach-O, PE). A script is never asked: it may start a service whatever it is given. */
async function isCompiled(path: string): Promise<boolean> {
  const file = await open(path).catch(() => null)
  if (file === null) return false
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    const head = buffer.toString('latin1')
    return head === '\x7fELF' || head.startsWith('MZ') || ['\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe'].includes(head)
  } catch {
    return false
  } finally {
    await file.close()
  }
}

const ask = (path: string): Promise<ServiceVersion | null> =>
  new Promise((resolve) => {
    const options = { timeout: deadlineMs, killSignal: 'SIGKILL' as const, maxBuffer: 1024, env: {}, windowsHide: true }
    execFile(path, ['--version'], options, (failure, output) => resolve(failure === null ? parseServiceVersion(output) : null))
  })

/** The version of a post-service program, by its own word, asked once for each file; `null` where it can't be told. */
export async function serviceVersionOf(path: string): Promise<ServiceVersion | null> {
  const seen = await stat(path).catch(() => null)
  if (seen === null || !(await isCompiled(path))) return null
  const stamp = [seen.dev, seen.ino, seen.size, seen.mtimeMs, seen.ctimeMs].join(' ')
  const known = remembered.get(path)
  if (known?.stamp === stamp) return known.version
  const version = ask(path)
  remembered.set(path, { stamp, version })
  return version
}
