import { open, readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where units lie that are started without anybody asking: systemd's, and desktop autostart. guess: cron and containers are not looked at. */
const places = () => [
  '/etc/systemd/system',
  '/etc/systemd/user',
  join(homedir(), '.config/systemd/user'),
  join(homedir(), '.config/autostart'),
  '/etc/xdg/autostart',
]
const unitName = /\.(service|timer|path|desktop)$/
const unitLimit = 64 * 1024
const unitsLimit = 2_000

async function mentions(path: string, texts: readonly string[]): Promise<boolean> {
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(unitLimit), 0, unitLimit, 0)
      const text = buffer.toString('utf8', 0, bytesRead)
      return texts.some((wanted) => text.includes(wanted))
    } finally {
      await file.close()
    }
  } catch {
    return false // gone, or not for us: the units of this user and the system's are readable
  }
}

/** Units that name one of the given paths: what they start may come back by itself. Paths of the units. */
export async function autoStartOf(paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const folder of places()) {
    const names = await readdir(folder).catch((): string[] => [])
    for (const name of names.filter((one) => unitName.test(one)).slice(0, unitsLimit)) {
      if (await mentions(join(folder, name), paths)) found.push(join(folder, name))
    }
  }
  return found
}
