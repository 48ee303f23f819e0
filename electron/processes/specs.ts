import type { Settings } from '../settings/index.ts'
import { kindNames, kindOf } from './kinds.ts'
import type { ProgramSpec } from './program-spec.ts'

/** Where a profile keeps what it keeps. */
export interface ProfilePlace {
  readonly folder: string
  /** A path below it. */
  readonly below: (...parts: readonly string[]) => string
}

/** Everything that a rig can run, exactly as it would be started: slots, exports and shown command lines rest on it. */
export const specsOf = (settings: Settings, { folder, below }: ProfilePlace): readonly ProgramSpec[] =>
  kindNames.flatMap((kind) => {
    const { entries, logs, environment } = kindOf(kind)
    return entries(settings).map(
      ({ name, program, arguments: args, dataFolder, operatorAddress = null, logLevel, identity }): ProgramSpec => ({
        key: { kind, name },
        program,
        args,
        cwd: folder,
        dataFolder,
        operatorAddress,
        ...(identity === undefined ? {} : { identity }),
        logFile: below('logs', ...logs, `${name}.log`),
        env: logLevel === undefined ? environment : { ...environment, RUST_LOG: logLevel },
      }),
    )
  })

/** The exact command line, program first. */
export const plannedLine = ({ key, program, args }: Pick<ProgramSpec, 'key' | 'program' | 'args'>): readonly string[] => [
  program ?? kindOf(key.kind).program,
  ...args,
]
