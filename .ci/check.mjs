// The house's rules: types per layer, lint and format, promise rules, unused files and exports. All run; any failure fails.
import { spawnSync } from 'node:child_process'
import { ensurePackages, node24, root, tool } from './bootstrap.mjs'
import { generateProto } from './proto.mjs'

const rules = [
  { name: 'types and layers', bin: 'tsc', args: ['-b'] },
  { name: 'lint and format', bin: 'biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'sizes and promises', bin: 'oxlint', args: ['--type-aware', '--deny-warnings', '.'] },
  { name: 'nothing unused', bin: 'knip', args: [] },
]

export function check() {
  ensurePackages()
  const node = node24()
  generateProto(node)
  const failed = rules.filter(({ name, bin, args }) => {
    const { status } = spawnSync(node, [tool(bin), ...args], { cwd: root, stdio: 'inherit' })
    console.log(`${status === 0 ? 'holds ' : 'BROKEN'}  ${name}`)
    return status !== 0
  })
  return failed.length === 0
}

if (process.argv[1]?.endsWith('check.mjs')) process.exit(check() ? 0 : 1)
