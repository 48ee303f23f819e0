import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const fileIn = (profileFolder: string) => join(profileFolder, 'last-port')
const longest = 6

/** The port that this profile's host had last; 0, any free one, when nothing readable says so. */
async function lastPort(profileFolder: string): Promise<number> {
  const text = await readFile(fileIn(profileFolder), 'utf8').catch(() => '')
  const port = text.length <= longest && /^[0-9]{1,5}\n?$/.test(text) ? Number(text) : 0
  return port <= 65_535 ? port : 0
}

/** Nothing hangs on it: a port that can't be kept costs the tabs that are open, not the host. */
async function rememberPort(profileFolder: string, port: number): Promise<void> {
  await writeFile(fileIn(profileFolder), `${port}\n`, { mode: 0o600 }).catch(() => undefined)
}

/**
 * Opens at the port of last time, so that a tab that stayed open finds its host again; at any free one when another program
 * has that port now. A `port` that was asked for is taken or refused.
 */
export async function openAt<Host extends { readonly port: number }>(
  { port, profileFolder }: { readonly port: number; readonly profileFolder: string },
  open: (port: number) => Promise<Host>,
): Promise<Host> {
  const wanted = port === 0 ? await lastPort(profileFolder) : port
  const host = await open(wanted).catch((error: unknown) => {
    const isTaken = error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
    if (!isTaken || wanted === port) throw error
    return open(0)
  })
  await rememberPort(profileFolder, host.port)
  return host
}
