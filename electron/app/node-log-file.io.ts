import { AppError } from '../contract/errors.ts'
import type { RigName } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import type { Programs } from '../processes/index.ts'
import type { Settings } from '../settings/index.ts'
import { done } from './rig-handlers.io.ts'
import type { Rigs } from './rigs.io.ts'

/** Where the log of a node lies: what Smeshdesk has started writes its own, for others a person may have named a file. */
export function nodeLogFile({ nodes }: Settings, programs: Pick<Programs, 'logFile' | 'slot'>, name: RigName): string {
  const given = nodes.find((node) => node.name === name)?.logFile
  const ours = programs.logFile({ kind: 'node', name })
  return given === undefined || programs.slot({ kind: 'node', name })?.ours === true ? ours : given
}

/** Writes down where a node that others start has its log; `null` takes it away. Throws `not_found`. */
export const giveLogFile = (rigs: Rigs, name: RigName, file: string | null) =>
  done(
    rigs.withOwn(({ settings }) =>
      settings.change((before) => {
        if (!before.nodes.some((node) => node.name === name)) throw new AppError('not_found', saw('not-in-settings', name))
        const changed = before.nodes.map(({ logFile, ...node }) => {
          if (node.name === name) return file === null ? node : { ...node, logFile: file }
          return logFile === undefined ? node : { ...node, logFile }
        })
        return { ...before, nodes: changed }
      }),
    ),
  )
