import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const outside = ['electron', 'bufferutil', 'utf-8-validate', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]
const server = (input: string, outDir: string, format: 'es' | 'cjs', fileName: string) => ({
  consumer: 'server' as const,
  resolve: { noExternal: true as const, conditions: ['node', 'import'], external: ['electron'] },
  build: {
    ssr: true,
    outDir: at(outDir),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: at(input),
      external: outside,
      // The console program is many programs: in parts, each loads its own only (9 MiB less memory a process). A preload script must be one file.
      output: { format, entryFileNames: fileName, chunkFileNames: 'parts/[name]-[hash].js', codeSplitting: fileName === 'smeshdesk.js' },
    },
  },
})

export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [react()],
  environments: {
    client: { build: { outDir: at('out/renderer'), emptyOutDir: true, target: 'es2022', manifest: true } },
    main: server('electron/shell/desktop/main.ts', 'out/main', 'es', 'main.js'),
    preload: server('electron/shell/desktop/preload.ts', 'out/preload', 'cjs', 'preload.cjs'),
    console: server('electron/shell/console/main.ts', 'out/console', 'es', 'smeshdesk.js'),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) if (environment.name !== 'ssr') await builder.build(environment)
    },
  },
  test: {
    projects: [
      {
        root: at('.'),
        test: {
          name: 'node',
          environment: 'node',
          include: ['{electron,proto,e2e,bench,.ci}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'e2e/journeys/**', 'e2e/processes/**'],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        root: at('.'),
        test: {
          name: 'processes',
          environment: 'node',
          include: ['e2e/processes/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        root: at('.'),
        extends: true,
        test: { name: 'dom', environment: 'jsdom', include: ['renderer/**/*.test.{ts,tsx}'], testTimeout: 20_000 },
      },
    ],
  },
})
