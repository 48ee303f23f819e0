import type { Browser, BrowserContext, Page } from 'playwright'
import type { ConsoleHost } from '../host/console-host.ts'

/** What a journey is given: a fresh profile, its host, a page that has been let in. */
export interface Surroundings {
  readonly browser: Browser
  readonly context: BrowserContext
  readonly page: Page
  readonly host: ConsoleHost
  readonly profile: string
}

/** A journey as a user would make it; it throws when something is not as a user would expect. */
export interface Journey {
  readonly name: string
  /** What lies in the profile before the app starts. Processes that it starts must name the profile: they are ended afterwards. */
  readonly prepare?: (profile: string) => Promise<void>
  readonly run: (surroundings: Surroundings) => Promise<readonly string[]>
}

export interface JourneyResult {
  readonly name: string
  readonly passed: boolean
  readonly seconds: number
  readonly notes: readonly string[]
}
