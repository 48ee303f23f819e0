import type { Instant, RigName } from '../contract/model/basics.ts'

/** A running process of a node or a service, for good: its pid alone may be a stranger's a minute later. */
export interface ProgramProcess {
  readonly pid: number
  /** With the boot, tells it from every other process that had or will have its pid. */
  readonly startTicks: string
  readonly bootId: string
  readonly startedAt: Instant | null
  readonly executable: string
  readonly folder: string
  readonly commandLine: string
  /** It stands in Smeshdesk's own slot, so nobody else has started it. */
  readonly ours: boolean
}

/** Signs of life of the program that owns one data folder, as the kernel shows them at one moment (docs/protocol.md §9). Facts only. */
export interface Signs {
  readonly node: RigName
  /** Processes with a file of the folder open, or with the folder, its config or its lock file on their command line. */
  readonly users: readonly { readonly pid: number; readonly commandLine: string; readonly how: string; readonly executable?: string }[]
  /** Those of them that are proven to be this folder's node; everybody else only uses it, and is never ended. */
  readonly programs?: readonly ProgramProcess[]
  /** `false` when not every process could be looked at: other users' processes, other name spaces. */
  readonly usersComplete: boolean
  /** What can't be seen of this computer from here, each by its name in `blind.ts`; one is enough that nothing is proven. */
  readonly blind: readonly string[]
  readonly lock: { readonly file: string | null; readonly state: 'free' | 'held' | 'unknown'; readonly pid: number | null }
  /** `null`: could not be tried. */
  readonly ports: readonly { readonly address: string; readonly open: boolean | null }[]
  /** Only ever probed at the stopped target of a consented move; `not-probed` elsewhere. */
  readonly database: 'free' | 'in-use' | 'unknown' | 'not-probed'
  /** Locks prove something only on a file system of this computer. */
  readonly localFileSystem: boolean | null
}

/** Why a program may come back by itself: files, not processes, so they take longer to look at, and change seldom. */
export interface Reasons {
  /** Units, cron lines, restart policies that are switched on and name the folder. */
  readonly autoStart: readonly string[]
  /** Places where such things may lie and that could not be looked at. */
  readonly autoStartUnread?: readonly string[]
}

/** All that a proof of silence is made of; `judgeSilence` judges. */
export interface SilenceFacts extends Signs, Reasons {}
