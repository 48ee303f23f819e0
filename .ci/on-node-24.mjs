// Runs a script, or with --bin an installed tool, on Node 24: node .ci/on-node-24.mjs [--bin] NAME [arguments]
import { delimiter, dirname, resolve } from 'node:path'
import { ensurePackages, node24, root, run, tool } from './bootstrap.mjs'

const [first, ...rest] = process.argv.slice(2)
ensurePackages()
const node = node24()
const [script, args] = first === '--bin' ? [tool(rest[0]), rest.slice(1)] : [resolve(root, first), rest]
run(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
  env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
})
