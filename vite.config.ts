import { builtinModules } from 'node:module'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const outside = ['electron', 'bufferutil', 'utf-8-validate', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]
/** The first that know `light-dark()`: it is not written out for older ones. */
const cssTarget = ['chrome123', 'firefox120', 'safari17.5']
/** Every point of a run, and hundreds of random ones. */
const sweeps = ['{electron,e2e}/**/*.sweep.test.ts']
/** The core as a whole, listeners, threads: they wait for real deadlines, answers and disks. */
const whole = ['{electron,e2e}/**/*.whole.test.ts']
interface Program {
  readonly input: string
  readonly outDir: string
  readonly format: 'es' | 'cjs'
  readonly fileName: string
  /** In parts, each loaded when first needed; else one file. */
  readonly parts: boolean
}

const server = ({ input, outDir, format, fileName, parts }: Program) => ({
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
      output: { format, entryFileNames: fileName, chunkFileNames: 'parts/[name]-[hash].js', codeSplitting: parts },
    },
  },
})

export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [react()],
  environments: {
    client: {
      build: {
        outDir: at('out/renderer'),
        emptyOutDir: true,
        target: 'es2022',
        cssTarget,
        manifest: true,
        // An entry that waits for its language would be cut into many small files; what the first screen needs is one.
        rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first-screen', tags: ['$initial'] }] } } },
      },
    },
    main: server({ input: 'electron/shell/desktop/main.ts', outDir: 'out/main', format: 'es', fileName: 'main.js', parts: false }),
    preload: server({
      input: 'electron/shell/desktop/preload.ts',
      outDir: 'out/preload',
      format: 'cjs',
      fileName: 'preload.cjs',
      parts: false,
    }),
    // Many programs in one: in parts each process loads its own only, which saves it 9 MiB.
    console: server({
      input: 'electron/shell/console/main.ts',
      outDir: 'out/console',
      format: 'es',
      fileName: 'smeshdesk.js',
      parts: true,
    }),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) if (environment.name !== 'ssr') await builder.build(environment)
    },
  },
  test: {
    // Left to itself vitest keeps one processor free: of two that is half, and many tests wait.
    maxWorkers: '100%',
    // Each worker loads the same hundreds of files: what one of them has stripped and compiled serves the next, and the next run.
    env: { NODE_COMPILE_CACHE: at('node_modules/.cache/compiled') },
    // It is written when a worker ends, which a busy machine may do slowly.
    teardownTimeout: 60_000,
    projects: [
      {
        root: at('.'),
        test: {
          name: 'node',
          environment: 'node',
          include: ['{electron,proto,e2e,bench,.ci}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '{e2e,.ci}/{journeys,processes,road,room,spots}/**', ...sweeps, ...whole],
          isolate: false,
          testTimeout: 20_000,
          // Node runs these files as they are, in tests as in the product.
          experimental: { viteModuleRunner: false },
        },
      },
      {
        root: at('.'),
        test: {
          name: 'whole',
          environment: 'node',
          include: whole,
          isolate: false,
          // They wait more than they reckon: one worker more than processors, and after the tests that only reckon.
          maxWorkers: availableParallelism() + 1,
          sequence: { groupOrder: 1 },
          testTimeout: 20_000,
          experimental: { viteModuleRunner: false },
        },
      },
      {
        root: at('.'),
        // Seconds and minutes of one processor each, in memory only: apart, so that the unit tests answer at once.
        test: {
          name: 'sweeps',
          environment: 'node',
          include: sweeps,
          isolate: false,
          // Seconds of work; in the whole test they take what others leave over.
          testTimeout: 600_000,
          experimental: { viteModuleRunner: false },
        },
      },
      {
        root: at('.'),
        test: {
          name: 'processes',
          environment: 'node',
          // Whole moves of many minutes lie in e2e/spots: the shows run them.
          include: ['{e2e,.ci}/{processes,room,spots}/**/*.test.ts'],
          fileParallelism: false,
          maxConcurrency: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        root: at('.'),
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          isolate: false,
          include: ['renderer/**/*.test.{ts,tsx}'],
          setupFiles: [at('renderer/testing/native-dialog.ts')],
          testTimeout: 20_000,
        },
      },
      {
        root: at('.'),
        extends: true,
        // Core and page in one program, drawn without a browser.
        test: { name: 'road', environment: 'node', include: ['e2e/road/**/*.test.ts'], testTimeout: 60_000 },
      },
    ],
  },
})
