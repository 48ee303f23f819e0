import { type Binaries, fetchByTls, openBinaries } from '../binaries/index.ts'
import type { Programs } from '../processes/index.ts'
import { systemClock } from '../time/index.ts'
import { entryPrograms } from './entry-programs.ts'
import type { RigSettings } from './rig-settings.io.ts'
import type { SessionOptions } from './session.io.ts'

/** The programs of an open rig. `slots`: asked later, when the slots are there. */
export const openRigBinaries = (
  settings: RigSettings,
  slots: () => Pick<Programs, 'isUp'>,
  { folder, faults, owner }: Pick<SessionOptions, 'folder' | 'faults' | 'owner'>,
): Promise<Binaries> =>
  openBinaries({
    profileFolder: folder,
    uses: () => entryPrograms(settings.current(), (key) => slots().isUp(key)),
    clock: systemClock,
    fetch: fetchByTls,
    mayWrite: owner.isOurs,
    barrier: { failed: (error) => void faults.tell('looking at programs’ files', error) },
  })
