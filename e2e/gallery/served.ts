import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { answerHeaders } from '../../electron/shell/policy/index.ts'

const out = fileURLToPath(new URL('../../out/gallery/', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

export interface ServedGallery {
  /** Of the page; a scene is named in the query. */
  readonly address: string
  readonly close: () => void
}

/** Builds the gallery and serves it on loopback, under the app's own headers. */
export async function serveGallery(): Promise<ServedGallery> {
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'warn' })
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    try {
      const body = readFileSync(join(out, path.replaceAll('..', '')))
      response.writeHead(200, { ...answerHeaders, 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      const port = typeof bound === 'object' && bound !== null ? bound.port : 0
      resolve({ address: `http://127.0.0.1:${port}/gallery.html`, close: () => server.close() })
    })
  })
}
