// `npm run package`: builds, packages for Linux (unpacked folder and deb), looks at the result. `--no-build` takes out/ as it is.

import { ensurePackages, node24, root, run, stop } from './bootstrap.mjs'
import { build } from './build.mjs'

if (process.platform !== 'linux')
  stop('Packages are made and checked on Linux so far. See electron-builder.yml for the other systems’ targets.')
ensurePackages()
if (!process.argv.includes('--no-build')) build()
run(node24(), ['--disable-warning=ExperimentalWarning', '.ci/package/main.mjs'], { cwd: root })
