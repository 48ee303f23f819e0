import type { RigState } from '../contract/model/rig.ts'
import type { Mirror } from '../rpc/index.ts'

/** What the state says of the rig itself. */
export function createRigLine(mirror: Mirror, profileFolder: string) {
  let lost = false
  const problem = (code: 'not-shown' | 'profile-taken', detail: string) => ({ problem: { code, detail, settings: null } })
  const say = (change: Partial<RigState>) => {
    const taken = lost ? problem('profile-taken', profileFolder) : {}
    mirror.update({ rig: { ...mirror.state().rig, ...change, ...taken } })
  }
  return {
    say,
    /** The rows could not be put together: what pages show may be old, and they say so. */
    notShown: (reference: string) => say(problem('not-shown', reference)),
    shown: () => {
      if (mirror.state().rig.problem?.code === 'not-shown') say({ problem: null })
    },
    /** The profile may be another's, which stays said whatever comes. Returns `false` when it was said before. */
    lose: (): boolean => {
      if (lost) return false
      lost = true
      say({})
      return true
    },
  }
}
export type RigLine = ReturnType<typeof createRigLine>
