// `npm run package`: brings Electron's runtime, builds, packages for Linux (unpacked folder and deb), looks at the result.
// `--no-build` takes out/ as it is; `--runtime` tries to fetch the runtime again after a failure.

import { ensurePackages, node24, root, run, stop } from './bootstrap.mjs'
import { build } from './build.mjs'
import { bringRuntime, withoutRuntime } from './runtime/bring.mjs'

if (process.platform !== 'linux')
  stop('Packages are made and checked on Linux so far. See electron-builder.yml for the other systems’ targets.')
ensurePackages()
if (!process.argv.includes('--no-build')) build()
const { why } = await bringRuntime({ again: process.argv.includes('--runtime') })
if (why) console.log(withoutRuntime(why, 'A stub of it is packaged, looked at and removed', 'npm run package -- --runtime'))
run(node24(), ['--disable-warning=ExperimentalWarning', '.ci/package/main.mjs'], { cwd: root })
