import type { OperatorStatus } from '../post/index.ts'

/** A running process by its command line; `dir` is resolved against its own working folder. */
export interface RunningProcess {
  readonly pid: number
  readonly group: number
  readonly parent: number
  readonly argv: readonly string[]
  readonly workingFolder: string | null
}

/** A folder that a process names, as it is on this machine. */
export interface SeenFolder {
  /** As the process names it, made absolute; links are resolved where it sees the same files as we do. */
  readonly path: string
  /** How we get there; `null` when it lives in another mount namespace into which we may not look. */
  readonly way: string | null
  /** Device and inode: one folder has one, by whatever path or mount it is reached. `null` when it can't be asked. */
  readonly place: string | null
  /** The process sees other mounts than we do: a container, or a namespace of its own. */
  readonly apart: boolean
}

/** A folder of ours, by both of its names. */
export interface OwnFolder {
  readonly real: string
  readonly place: string | null
}

/** Whether a folder of ours is the one that a process names. A path of another namespace says nothing about ours. */
export const isSameFolder = (seen: SeenFolder, { real, place }: OwnFolder): boolean =>
  seen.place !== null && place !== null ? seen.place === place : !seen.apart && seen.path === real

/** How a process has to do with a folder. */
export interface FolderUse {
  /** How it was seen; an open file is the strongest. */
  readonly seenBy: 'open-file' | 'argument' | 'working-folder'
  /** The file or argument itself. */
  readonly evidence: string
  /** The argument names the folder itself, not something inside. */
  readonly exact: boolean
}

/** A post-service that runs on this machine, ours or not. */
export interface Prover extends RunningProcess {
  /** Its data folder. */
  readonly folder: SeenFolder
  /** From the metadata there; `null` when it can't be read. */
  readonly identity: string | null
}

/** What a service's operator address answered while none of our runs stood behind it. */
export interface OperatorSaid {
  readonly at: number
  readonly status: OperatorStatus['kind']
  /** `another`: proven to come from a service of another identity. */
  readonly whose: 'this' | 'another' | 'unknown'
}
