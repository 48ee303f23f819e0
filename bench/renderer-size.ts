import { readdirSync, readFileSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { BenchFigure } from './figure.ts'

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}

const out = new URL('../out/renderer/', import.meta.url)
const kilobytes = (file: string) => gzipSync(readFileSync(new URL(file, out)), { level: 9 }).length / 1000

/** What the browser must have before the first screen shows: the page's own scripts and all that they import statically. */
function firstScreen(manifest: Readonly<Record<string, Chunk>>): Set<string> {
  const page = readFileSync(new URL('index.html', out), 'utf8')
  const files = new Set<string>()
  const visit = (name: string) => {
    const chunk = manifest[name]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const [name, { file }] of Object.entries(manifest)) if (page.includes(`src="./${file}"`)) visit(name)
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
    { name: 'renderer JavaScript, first screen, gzip', value: sum(firstScreen(manifest)), unit: 'KB', bar: 150, want: 'below', baseline },
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
