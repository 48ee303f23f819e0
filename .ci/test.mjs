// `npm test`: everything. Each part prints its name and time; the first failure does not hide the others.
import { spawnSync } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { node24, root, tool } from './bootstrap.mjs'
import { build } from './build.mjs'
import { systemTools } from './chromium.mjs'

build()
systemTools()
const node = node24()
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
const parts = [
  { name: 'the house’s rules', args: ['.ci/check.mjs'] },
  { name: 'unit and property tests', args: [tool('vitest'), 'run', '--project', 'node', '--project', 'dom'] },
  { name: 'tests with real processes', args: [tool('vitest'), 'run', '--project', 'processes', 'e2e/processes'] },
  { name: 'conformance with the recordings', args: ['e2e/conformance/main.ts'] },
  { name: 'a move under kill -9', args: ['e2e/kill/main.ts', '--points', '5'] },
  { name: 'journeys in a browser', args: ['.ci/journeys.mjs'] },
  ...(process.platform === 'linux' ? [{ name: 'packages for Linux', args: ['.ci/package.mjs', '--no-build'] }] : []),
]
const results = parts.map(({ name, args }) => {
  const began = performance.now()
  console.log(`\n── ${name}`)
  const { status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', ...args], { cwd: root, stdio: 'inherit', env })
  return { name, ok: status === 0, seconds: Math.round((performance.now() - began) / 1000) }
})
console.log('')
for (const { name, ok, seconds } of results) console.log(`${ok ? 'passed' : 'FAILED'}  ${String(seconds).padStart(4)} s  ${name}`)
const failed = results.filter(({ ok }) => !ok).length
console.log(`\n${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
