// `npm run show -- N [--programs FOLDER]`: runs what proves issue N and prints figure, bar and verdict per line; the verdict last.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { node24, root, stop } from './bootstrap.mjs'
import { build } from './build.mjs'

const [number, ...rest] = process.argv.slice(2)
const script = join(root, 'e2e', 'show', `${number}.ts`)
if (!/^\d+$/.test(number ?? '') || !existsSync(script)) stop('Say which issue to show, for example: npm run show -- 1')
build()
const node = node24()
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
const { status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', script, ...rest], { cwd: root, stdio: 'inherit', env })
process.exit(status ?? 1)
