// Builds everything that runs: proto/generated, then out/{renderer,main,preload,console}.
import { delimiter, dirname } from 'node:path'
import { ensurePackages, node24, root, run, tool } from './bootstrap.mjs'
import { generateProto } from './proto.mjs'

/** Builds all outputs; quiet unless something is wrong. */
export function build() {
  ensurePackages()
  const node = node24()
  generateProto(node)
  run(node, [tool('vite'), 'build', '--app', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
  })
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith('build.mjs')) build()
