import type { Alert } from './contract/model/rig.ts'

/** What a shell offers to the core: facts about where it runs. Effects that only one shell has would be functions here. */
export interface Platform {
  readonly host: 'desktop' | 'console'
  /**
   * Command line, program first, that starts the console program: simulated programs and workers run by it.
   * The window's own program cannot run scripts (fuse `runAsNode` off), so both shells name the console's.
   */
  readonly consoleProgram: readonly [string, ...string[]]
  /** Keeps this computer awake until the answer is called; a shell without it has the system's own program, where there is one. */
  readonly keepAwake?: () => () => void
  /** Shows a notice of the desktop, where this shell has its own, and nobody looks at it unless `evenIfSeen`; `false`: it could not. */
  readonly showNotice?: (title: string, text: string, evenIfSeen: boolean) => boolean
  /** Alerts, and those that are over, in a person's words; without it their keys stand in place of sentences. */
  readonly speak?: (
    news: { readonly alerts: readonly Alert[]; readonly over: readonly Alert[] },
    now: number,
  ) => Promise<{ readonly title: string; readonly lines: readonly string[] }>
  /** One line for the shell's log; never a secret. */
  readonly log: (line: string) => void
}
