// `npm test`: everything. Each part prints its name and time; the first failure does not hide the others.
import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { delimiter, dirname } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { node24, root, tool } from './bootstrap.mjs'
import { build } from './build.mjs'
import { systemTools } from './chromium.mjs'

build()
systemTools()
const node = node24()
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
// Side by side where none minds: rules and unit tests keep the processors busy, the recordings mostly wait.
const groups = [
  [
    { name: 'the house’s rules', args: ['.ci/check.mjs'] },
    {
      name: 'unit and property tests',
      args: [tool('vitest'), 'run', '--project', 'node', '--project', 'dom', '--project', 'whole', '--project', 'road'],
    },
    { name: 'conformance with the recordings', args: ['e2e/conformance/main.ts'] },
  ],
  // What only reckons takes the time that real processes leave over.
  [
    { name: 'tests with real processes', args: [tool('vitest'), 'run', '--project', 'processes', 'e2e/processes', '.ci/processes'] },
    { name: 'sweeps of the guard’s model', args: [tool('vitest'), 'run', '--project', 'sweeps', '--maxWorkers', '50%'], gentle: true },
  ],
  // Whatever starts nodes runs alone: to a move they would be strangers on its machine.
  [
    { name: 'a move under kill -9', args: ['e2e/kill/main.ts', '--points', '5'] },
    { name: 'probes in a browser and the window', args: ['.ci/journeys.mjs', '--probes'] },
  ],
  [{ name: 'journeys in a browser', args: ['.ci/journeys.mjs', '--journeys'] }],
  ...(process.platform === 'linux' ? [[{ name: 'packages for Linux', args: ['.ci/package.mjs', '--no-build'] }]] : []),
]

/** Runs one part; what it prints comes at its end where another one prints meanwhile. */
function run({ name, args, gentle = false }, alone) {
  const began = performance.now()
  if (alone) console.log(`\n── ${name}`)
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env })
  if (gentle && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  const printed = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      printed.push(part)
      if (alone) process.stdout.write(part)
    })
  return new Promise((resolve) => {
    child.once('close', (status) => {
      const text = Buffer.concat(printed).toString('utf8')
      if (!alone) process.stdout.write(`\n── ${name}\n${text}`)
      resolve({ name, ok: status === 0, seconds: Math.round((performance.now() - began) / 1000), text })
    })
  })
}

/** What a failed part said about it, so that the end of a long log is enough to begin with. */
function telling(text) {
  const lines = stripVTControlCharacters(text).split('\n')
  const bad = lines.flatMap((line, at) => (/FAIL|BROKEN|^broken|^short|^differs|violat|Error:| ✗/.test(line) ? [at] : []))
  const shown = new Set(bad.flatMap((at) => [at, at + 1, at + 2, at + 3]))
  const told = lines.filter((line, at) => shown.has(at) && line.trim() !== '')
  return (told.length > 0 ? told : lines.filter((line) => line.trim() !== '')).slice(-30).map((line) => `  ${line.slice(0, 400)}`)
}

const results = []
for (const group of groups) results.push(...(await Promise.all(group.map((part) => run(part, group.length === 1)))))
for (const { name, ok, text } of results) if (!ok) console.log(`\n── what failed in: ${name}\n${telling(text).join('\n')}`)
console.log('')
for (const { name, ok, seconds } of results) console.log(`${ok ? 'passed' : 'FAILED'}  ${String(seconds).padStart(4)} s  ${name}`)
const failed = results.filter(({ ok }) => !ok).length
console.log(`\n${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
