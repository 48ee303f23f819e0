import type { DoctorResult, DoctorRun } from '../../contract/model/doctor.ts'
import type { Core, CoreOptions, StartCore } from '../../core.ts'
import { exitOf } from '../../doctor/index.ts'

/** A look that goes on for longer than all of its looks may take has not ended. */
const longestMs = 30 * 60_000

interface Asked {
  readonly startCore: StartCore
  readonly options: CoreOptions
  readonly say: (line: string) => void
}

/** Beside whatever else has the profile: nothing is started and nothing written. */
async function looking<T>({ startCore, options }: Asked, act: (core: Core) => Promise<T>): Promise<T> {
  // What watches keeps no process alive, and here nothing else runs.
  const alive = setInterval(() => undefined, 60_000)
  try {
    const core = await startCore({ ...options, looksOnly: true })
    try {
      return await act(core)
    } finally {
      await core.close()
    }
  } finally {
    clearInterval(alive)
  }
}

const context = () => ({ signal: AbortSignal.timeout(longestMs), connection: {} })

/** Runs the doctor to its end. */
async function examine({ handlers }: Core): Promise<{ run: DoctorRun; results: readonly DoctorResult[] }> {
  const asked = context()
  await handlers.doctor.run(null, asked)
  const results: DoctorResult[] = []
  let run: DoctorRun | null = null
  for await (const event of handlers.doctor.watchRun(null, asked)) {
    results.splice(event.from, results.length, ...(event.results as DoctorResult[]))
    run = event.run as DoctorRun | null
    if (run?.endedAt != null && results.length === event.total) break
  }
  if (run?.endedAt == null) throw new Error('The doctor came to no end.')
  return { run, results }
}

/** Prints what the doctor finds. Exit code: 0, nothing fails and all is known; 1, something fails; 3, something is not known. */
export const runDoctor = (asked: Asked, json: boolean): Promise<number> =>
  looking(asked, async (core) => {
    const [{ run, results }, { doctorJson, doctorText }] = await Promise.all([examine(core), import('./spoken/doctor-text.ts')])
    asked.say(json ? JSON.stringify({ ...run, results: doctorJson(results) }, null, 2) : doctorText(results))
    return exitOf(results)
  })

/** Writes a support bundle to a new file that only this user may read, and prints what is in it. */
export const runSupportBundle = (asked: Asked, file: string): Promise<number> =>
  looking(asked, async (core) => {
    const { id, parts, taken } = await core.handlers.support.prepare(null, context())
    await core.saveBundle(id, file)
    const { bundleText } = await import('./spoken/doctor-text.ts')
    asked.say(bundleText(parts, taken))
    return 0
  })
