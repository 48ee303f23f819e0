import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { root } from './root.ts'

const isSource = (path: string): boolean => /\.(?:ts|tsx|css)$/.test(path) && !/\.test\.tsx?$/.test(path)
/** What ships and is written by hand: the simulated network and support of tests are neither. */
const isProduct = (path: string): boolean => {
  const folders = path.split(sep)
  return !folders.includes('testing') && !folders.includes('devnet') && !folders.includes('node_modules')
}

const linesOf = (path: string): number =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '').length

/** Lines that are not empty, of all sources of the core and of the page that ship, in a checkout. */
export const productionLines = (checkout: string = root): number =>
  ['electron', 'renderer']
    .flatMap((folder) => readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
    .filter((path) => isSource(path) && isProduct(path))
    .reduce((sum, path) => sum + linesOf(join(checkout, path)), 0)
