import type { Browser, BrowserContext, Page } from 'playwright'
import type { ConsoleHost } from '../host/console-host.ts'

/** A fresh profile, and a folder outside of it for what a user has on this computer. */
export interface Places {
  readonly profile: string
  readonly work: string
}

/** What a journey is given: its folders, its host, a page that has been let in. */
export interface Surroundings extends Places {
  readonly browser: Browser
  readonly context: BrowserContext
  readonly page: Page
  readonly host: ConsoleHost
}

/** A journey as a user would make it; it throws when something is not as a user would expect. */
export interface Journey {
  readonly name: string
  /** Moves no key, so that other nodes on the machine are nothing to it: it may run beside others. */
  readonly beside?: true
  /** What is there before the app starts. Processes that it starts must name one of the folders: they are ended afterwards. */
  readonly prepare?: (places: Places) => Promise<void>
  /** Environment of the host. */
  readonly env?: (places: Places) => Readonly<Record<string, string>>
  readonly run: (surroundings: Surroundings) => Promise<readonly string[]>
  /** What it measured, also when it failed. */
  readonly figures?: () => unknown
}

export interface JourneyResult {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  readonly notes: readonly string[]
  readonly figures?: unknown
}
