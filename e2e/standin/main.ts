import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright'
import { type Check, checks } from './checks.ts'
import { isReal, launchWindow, pageOf } from './launch.ts'

/** `--app FOLDER`: another built app than the project's own, such as an unpacked package. */
const named = process.argv.indexOf('--app')
const appFolder = named > 0 ? process.argv[named + 1] : undefined
const launch = (profile: string) => launchWindow({ profile, ...(appFolder ? { appFolder } : {}) })

interface Result {
  readonly name: string
  readonly verdict: 'held' | 'BROKEN' | 'skipped'
  readonly why: string
}

const runCheck = async ({ name, realOnly, run }: Check, app: ElectronApplication): Promise<Result> => {
  if (realOnly && !isReal) return { name, verdict: 'skipped', why: `the stand-in can’t show it: ${realOnly}` }
  const seen = await run(app, await pageOf(app)).catch((error: unknown) => String(error))
  return { name, verdict: seen === null ? 'held' : 'BROKEN', why: seen ?? '' }
}

/** The shell ends by itself when its window is closed, and leaves the profile to the next start. */
const checkEnd = async (app: ElectronApplication, profile: string): Promise<Result> => {
  const name = 'closing the window ends the program and frees the profile'
  const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve))
  await (await pageOf(app)).close()
  const code = await ended
  const second = await launch(profile)
  const title = await (await pageOf(second)).title()
  await second.close()
  return { name, verdict: code === 0 ? 'held' : 'BROKEN', why: `exit ${code}, then title ${title}` }
}

const profile = await mkdtemp(join(tmpdir(), 'smeshdesk-window-'))
const results: Result[] = []
const tell = (result: Result) => {
  results.push(result)
  console.log(`${result.verdict.padEnd(7)}  ${result.name}${result.verdict === 'held' ? '' : ` (${result.why})`}`)
}
try {
  const began = performance.now()
  const app = await launch(profile)
  await pageOf(app)
  const readyMs = Math.round(performance.now() - began)
  const versions = await app.evaluate(() => ({ ...process.versions }))
  console.log(
    `process.versions.electron ${versions.electron} (node ${versions.node}, chrome ${versions.chrome}); window after ${readyMs} ms`,
  )
  for (const check of checks) tell(await runCheck(check, app))
  tell(await checkEnd(app, profile))
} finally {
  await rm(profile, { recursive: true, force: true })
}
const count = (verdict: Result['verdict']) => results.filter((result) => result.verdict === verdict).length
console.log(`\n${count('held')} held, ${count('BROKEN')} broken, ${count('skipped')} skipped`)
process.exitCode = count('BROKEN') === 0 ? 0 : 1
