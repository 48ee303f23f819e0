import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** One file of the page. */
interface Asset {
  readonly type: string
  readonly body: Buffer
}

/** Request path to file: what is not in the map does not exist, so a path is never joined to a folder. */
export type Assets = ReadonlyMap<string, Asset>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Walks by hand: inside Electron's archive a recursive listing is not to be relied on. */
const walk = async (folder: string, path: string, assets: Map<string, Asset>): Promise<void> => {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const type = types[extname(entry.name)]
    if (entry.isDirectory()) await walk(join(folder, entry.name), `${path}/${entry.name}`, assets)
    else if (type) assets.set(`${path}/${entry.name}`, { type, body: await readFile(join(folder, entry.name)) })
  }
}

/** Reads the built page into memory; files of other kinds are left out. Throws when there is no `index.html`. */
export const loadAssets = async (folder: string): Promise<Assets> => {
  const assets = new Map<string, Asset>()
  await walk(folder, '', assets)
  const entry = assets.get('/index.html')
  if (!entry) throw new Error(`there is no page in ${folder}`)
  return assets.set('/', entry)
}
