import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type PlaywrightTestArgs } from '@playwright/test'
import { type ConsoleHost, startConsoleHost } from '../host/console-host.ts'
import { endAllBelow } from '../host/end-below.ts'
import { makeOutsideRig, type OutsideRig, startOutsideRig } from '../rig/outside-rig.ts'

export interface Places {
  /** In which the other two are made. */
  readonly temporary: string
  /** A fresh profile. */
  readonly profile: string
  /** A folder outside of it for what a user has on this computer: their home. */
  readonly work: string
  readonly host: ConsoleHost
}

/** What a journey is given: its folders, its host, a page that has been let in. */
export type Surroundings = Omit<Places, 'temporary'> & Pick<PlaywrightTestArgs, 'page' | 'context'>

/** A folder of its own; every process that names it, or has a file in it open, is ended afterwards. */
const folder =
  (name: string) =>
  async ({ temporary }: Pick<Places, 'temporary'>, use: (path: string) => Promise<void>) => {
    const path = mkdtempSync(join(temporary, name))
    await use(path)
    await endAllBelow(path)
    rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  }

/** A journey as a user would make it, on a fresh profile; it fails as well when the page throws, or says an error to the console. */
export const test = base.extend<Places>({
  temporary: [tmpdir(), { option: true }],
  work: folder('smeshdesk-outside-'),
  profile: folder('smeshdesk-journey-'),
  host: async ({ work, profile }, use) => {
    const host = await startConsoleHost({ profile, env: { HOME: work } })
    await use(host)
    await host.end('SIGKILL')
  },
  page: async ({ host, page }, use) => {
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(`page error: ${error.message}`))
    page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`))
    await page.goto(host.link)
    await use(page)
    expect(faults, 'errors of the page').toEqual([])
  },
})

/** Moves no key, so that other nodes on the machine are nothing to it: it may run beside others. */
export const beside = { tag: '@beside' }
/** Takes many epochs, so it runs only when it is named: by hand, and by its show. */
export const named = { tag: '@named' }

/** `--programs FOLDER`. */
export const programsFolder = process.env.SMESHDESK_PROGRAMS ?? null
export const onPrograms = (name: string) => (programsFolder === null ? name : `real programs: ${name}`)

interface Outside {
  /** A folder with the real programs; `null`: devnet's. */
  readonly programs: string | null
  /** Nodes and services that do not run yet. */
  readonly without: readonly string[]
  /** Divides the epochs of devnet's network. */
  readonly speed: number
  readonly rig: OutsideRig
}

/** A journey from an empty profile, on folders and processes that were there before. */
export const outside = test.extend<Outside>({
  programs: [programsFolder, { option: true }],
  without: [['b1'], { option: true }],
  speed: [2, { option: true }],
  // By itself, so that it is there before the app starts.
  rig: [
    async ({ work, programs, without, speed }, use) => {
      const rig = await makeOutsideRig(work, programs, speed)
      await startOutsideRig(rig, without)
      await use(rig)
    },
    { auto: true },
  ],
})

export type WithRig = Surroundings & Pick<Outside, 'rig' | 'programs'>
