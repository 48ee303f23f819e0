import { readdirSync, readFileSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { BenchFigure } from './figure.ts'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}

const out = new URL('../out/renderer/', import.meta.url)
const kilobytes = (file: string) => gzipSync(readFileSync(new URL(file, out)), { level: 9 }).length / 1000

/** What the browser must have before the first screen shows: what the page names, and all that it imports statically. */
function firstScreen(manifest: Readonly<Record<string, Chunk>>, page: string): Set<string> {
  const files = new Set<string>()
  const visit = ({ file, imports = [] }: Chunk) => {
    if (files.has(file)) return
    files.add(file)
    for (const chunk of imports.map((name) => manifest[name])) if (chunk !== undefined) visit(chunk)
  }
  for (const chunk of Object.values(manifest)) if (page.includes(`"./${chunk.file}"`)) visit(chunk)
  if (![...files].some((file) => file.endsWith('.js'))) throw new Error('the page names no script of the build')
  return files
}

/** Gzipped JavaScript of the built renderer, and its fonts as they are, in kilobytes of 1,000 bytes. */
export async function rendererSize(): Promise<readonly BenchFigure[]> {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', out), 'utf8')) as Record<string, Chunk>
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
  const all = files.filter((file) => file.endsWith('.js'))
  const fonts = files.filter((file) => file.endsWith('.woff2'))
  const sum = (files: Iterable<string>) =>
    [...files].filter((file) => file.endsWith('.js')).reduce((total, file) => total + kilobytes(file), 0)
  const baseline = `${all.length} files of the production build`
  return [
    {
      name: 'renderer JavaScript, first screen, gzip',
      value: sum(firstScreen(manifest, readFileSync(new URL('index.html', out), 'utf8'))),
      unit: 'KB',
      bar: 150,
      want: 'below',
      baseline,
    },
    { name: 'renderer JavaScript, all, gzip', value: sum(all), unit: 'KB', bar: 280, want: 'below', baseline },
    {
      name: 'renderer fonts',
      value: fonts.reduce((total, file) => total + statSync(new URL(file, out)).size / 1000, 0),
      unit: 'KB',
      bar: 100,
      want: 'below',
      baseline: `${fonts.length} files`,
    },
  ]
}
