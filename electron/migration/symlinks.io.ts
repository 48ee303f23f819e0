import type { DurableFs } from '../storage/index.ts'

/** Every part of a path that is a symbolic link; nothing is acted on through one. */
export async function symlinksOn(fs: DurableFs, path: string): Promise<string[]> {
  const parts = path.split('/')
  const found: string[] = []
  for (let length = 2; length <= parts.length; length++) {
    const part = parts.slice(0, length).join('/')
    if ((await fs.stat(part))?.kind === 'symlink') found.push(part)
  }
  return found
}
