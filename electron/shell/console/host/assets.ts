import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** One file of the page. */
export interface Asset {
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

/** Reads the built page into memory; files of other kinds are left out. Throws when there is no `index.html`. */
export const loadAssets = async (folder: string): Promise<Assets> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile() && extname(entry.name) in types).map((entry) => join(entry.parentPath, entry.name))
  const assets = new Map<string, Asset>()
  for (const file of files) {
    const path = file.slice(folder.length).split(sep).join('/')
    assets.set(path, { type: types[extname(file)] ?? '', body: await readFile(file) })
  }
  const entry = assets.get('/index.html')
  if (!entry) throw new Error(`there is no page in ${folder}`)
  return assets.set('/', entry)
}
