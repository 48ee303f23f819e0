import { Session } from 'node:inspector/promises'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../show/root.ts'

/** What ships and is written by hand: the simulated network and support of tests are neither. */
const isProduct = (path: string): boolean =>
  /^(?:electron|renderer)\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$|\/(?:testing|devnet)\//.test(path)

const pathOf = (url: string): string => relative(root, url.startsWith('file:') ? fileURLToPath(url) : url)

/** What the runner makes of an export is no function of the file. */
const isExport = /^\(\) *=> *\{ *try *\{ *return/

/** Counts from `begin` on; `end` gives the product's files of which any function was called since. */
export async function countCalls() {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Debugger.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await session.post('Profiler.takePreciseCoverage')
  const end = async (): Promise<ReadonlySet<string>> => {
    const { result } = await session.post('Profiler.takePreciseCoverage')
    const called = new Set<string>()
    for (const { url, scriptId, functions } of result.filter((script) => isProduct(pathOf(script.url)))) {
      const { scriptSource } = await session.post('Debugger.getScriptSource', { scriptId })
      const own = functions
        .flatMap(({ ranges }) => ranges.slice(0, 1))
        .filter((range) => !isExport.test(scriptSource.slice(range.startOffset)))
      if (own.some(({ count }) => count > 0)) called.add(pathOf(url))
    }
    session.disconnect()
    return called
  }
  return { begin: () => session.post('Profiler.takePreciseCoverage'), end }
}

/** The product's files of which a timer fired while `act` ran. */
export async function timersFired(act: () => Promise<void>): Promise<ReadonlySet<string>> {
  const fired = new Set<string>()
  const real = globalThis.setTimeout
  const counting = (run: (...args: unknown[]) => void, ...rest: unknown[]) => {
    const file = (new Error().stack ?? '')
      .split('\n')
      .map((line) => pathOf(/(?:\(|at )((?:file:|\/)[^:]*)/.exec(line)?.[1] ?? ''))
      .find(isProduct)
    const noted = (...args: unknown[]) => {
      if (file !== undefined) fired.add(file)
      run(...args)
    }
    return real(noted, ...(rest as [number]))
  }
  globalThis.setTimeout = counting as unknown as typeof real
  try {
    await act()
  } finally {
    globalThis.setTimeout = real
  }
  return fired
}
