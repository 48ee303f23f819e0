import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** Bundles devnet's programs into one script in `folder`: hundreds of starts then cost a third, and edits meanwhile change nothing. */
export async function bundleDevnet(folder: string): Promise<string> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    resolve: { conditions: ['node', 'import'] },
    build: {
      ssr: fileURLToPath(new URL('devnet.entry.ts', import.meta.url)),
      outDir: folder,
      target: 'node24',
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'devnet.mjs', codeSplitting: false } },
    },
  })
  return join(folder, 'devnet.mjs')
}
