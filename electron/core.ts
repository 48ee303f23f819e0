import type { HeldChoices } from './choices/index.ts'
import type { Api } from './contract/api.ts'
import type { Handlers } from './contract/contract.ts'
import type { State } from './contract/state.ts'
import type { Platform } from './platform.ts'

/** The app without a shell, as app.ts composes it and both shells serve it. */
export interface Core {
  readonly handlers: Handlers<Api>
  /** Writes a support bundle that was prepared to a new file of this user's; for who started it by hand. */
  readonly saveBundle: (id: string, file: string) => Promise<unknown>
  /** As pages are shown it now. */
  readonly state: () => State
  readonly choices: HeldChoices
  /** Lets go of the profile; services and nodes live on. */
  close(): Promise<void>
}

export interface CoreOptions {
  /** Absolute path; exists. */
  readonly profileFolder: string
  readonly platform: Platform
  readonly version: string
  /** Takes no hold of the profile, starts and ends nothing, writes nothing: beside another Smeshdesk that has it. */
  readonly looksOnly?: boolean
}

/** Throws `AppError` `profile_in_use` when another Smeshdesk holds the folder. */
export type StartCore = (options: CoreOptions) => Promise<Core>
