import { realpath } from 'node:fs/promises'
import { createFolders } from './app/folders.io.ts'
import { createHandlers } from './app/handlers.ts'
import { openHelp } from './app/help.io.ts'
import { openAwake } from './app/open-awake.io.ts'
import { openCalls } from './app/open-notices.io.ts'
import { openRigs } from './app/rigs.io.ts'
import { firstRigState } from './app/rigs.ts'
import type { Session } from './app/session.io.ts'
import { createAutostart } from './autostart/index.ts'
import { openChoices } from './choices/index.ts'
import { Instant } from './contract/model/basics.ts'
import type { What } from './contract/model/happening.ts'
import { emptyState } from './contract/state.ts'
import type { Core, CoreOptions } from './core.ts'
import { faultLog } from './faults/index.ts'
import { createMirror, type Mirror, realPace } from './rpc/index.ts'
import { holdFile, holdFolder } from './storage/index.ts'
import { systemClock } from './time/index.ts'

/** Nothing is ours, so nothing is begun and nothing written. */
const noHold = { isOurs: () => false, release: () => undefined }

/** A lock that was taken away is noticed this soon, and before each effect of a move. */
const lookAtLockMs = 1_000

/** Kept with all else that happened, where a rig is open. */
function tellOf(session: () => Pick<Session, 'history'>, what: What): void {
  const at = Instant.parse(systemClock.now())
  try {
    session().history.tell([{ key: `${what.is} ${at}`, at, what }])
  } catch {
    // No rig is open any more: nobody waits for it.
  }
}

/** At the login of whoever runs us. */
const autostartOf = ({ profileFolder, platform: { consoleProgram } }: CoreOptions) =>
  createAutostart({ profileFolder, consoleProgram, scope: 'user', user: null })

/**
 * The app without a shell, the only place where rooms meet: takes the profile for itself, opens the rig that was open before,
 * mirrors its state. Throws `profile_in_use`.
 */
export const createApp = async (given: CoreOptions): Promise<Core> => {
  // By its real path: a link to it may lead elsewhere tomorrow.
  const options = { ...given, profileFolder: await realpath(given.profileFolder) }
  const { looksOnly = false } = options
  const held = looksOnly ? noHold : await holdFolder(options.profileFolder)
  const isOurs = () => held.isOurs()
  const shown = createMirror(emptyState(firstRigState(options)), realPace)
  const gaveUp = (name: string, host: string, why: string) => tellOf(() => rigs.session(), { is: 'notice-failed', name, host, why })
  const notices = await openCalls({ ...options, mayWrite: isOurs, gaveUp })
  const choices = await openChoices({ ...options, mayWrite: isOurs, faults: faultLog(options.platform.log) })
  const mirror: Mirror = {
    ...shown,
    update: (patch) => {
      shown.update(patch)
      notices.look(shown.state())
      awake.heard()
    },
  }
  const awake = openAwake({ ...options, session: () => rigs.session(), state: shown.state, tell: (told) => mirror.update({ awake: told }) })
  const rigs = openRigs(options, mirror, { isOurs, hold: holdFile })
  // Watching alone keeps no app alive.
  const watch = setInterval(() => looksOnly || isOurs() || rigs.lose(), lookAtLockMs).unref()
  const help = openHelp({ ...options, looksOnly, rigs, notices, isOurs, state: () => shown.state() })
  const close = async () => {
    help.doctor.stop()
    clearInterval(watch)
    notices.close()
    awake.close()
    await rigs.close()
    held.release()
  }
  const parts = { ...help, autostart: autostartOf(options), folders: createFolders() }
  const handlers = createHandlers({ ...parts, mirror, rigs, notices, choices, mayWrite: isOurs, now: Date.now })
  return { handlers, close, saveBundle: (id, file) => help.support.save(id, { file }), state: shown.state, choices }
}
