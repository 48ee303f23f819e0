import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { Instant } from '../contract/model/basics.ts'
import type { Alert } from '../contract/model/rig.ts'
import type { Webhook } from '../contract/model/webhook.ts'
import { heard, type Told, tellIn, wereTold } from '../contract/new-alerts.ts'
import type { State } from '../contract/state.ts'
import type { Faults } from '../faults/index.ts'
import { type Posted, webAddress } from '../net/index.ts'
import { Secret } from '../secret/index.ts'
import { putFile } from '../storage/index.ts'
import { backOffMs, type Clock } from '../time/index.ts'
import { parseWebhookFile, webhookFileText, webhookText } from './webhook-text.ts'

const fileLimit = 8 * 1024
/** Two minutes and more, in all; then it is told, and what waited is dropped. */
const triesAtMost = 6
/** The first pause is eight seconds. */
const firstPause = 3

export interface WebhookOptions {
  readonly profileFolder: string
  readonly version: string
  readonly clock: Clock
  readonly post: (address: Secret, body: string, signal: AbortSignal) => Promise<Posted>
  readonly mayWrite: () => boolean
  /** Posts were given up: `why` is a code of the system's, or the answer's status. */
  readonly gaveUp: (host: string, why: string) => void
  readonly faults: Faults
}

/** `null`: there is no file. Throws when there is one that can't be read. */
async function readAddress(path: string): Promise<Secret | null> {
  const file = await open(path).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  })
  if (file === null) return null
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(fileLimit))
    return new Secret(parseWebhookFile(buffer.toString('utf8', 0, bytesRead)))
  } finally {
    await file.close()
  }
}

const hostOf = (address: Secret): string => webAddress(address.reveal())?.host ?? ''
const whyOf = (posted: Posted): string | null =>
  posted.kind === 'failed' ? posted.code : posted.status >= 200 && posted.status < 300 ? null : `HTTP ${posted.status}`

/** Posts each new alert of the person's own rig, at most once a minute; tries again ever slower, then tells that it gave up. */
class AlertPost {
  readonly #options: WebhookOptions
  readonly #file: string
  readonly #closing = new AbortController()
  #address: Secret | null
  #told: Told | null = null
  #failed: Webhook['failed'] = null
  #failures = 0
  #retryAt = 0
  #sending = false
  #cancel: (() => void) | null = null

  constructor(options: WebhookOptions, file: string, address: Secret | null) {
    this.#options = options
    this.#file = file
    this.#address = address
  }

  says(): Webhook {
    return { host: this.#address === null ? null : hostOf(this.#address), failed: this.#failed }
  }

  /** The whole address, for who has to take it out of what others are shown. */
  secret(): Secret | null {
    return this.#address
  }

  /** Durable when it returns. Throws `address_refused`, `profile_in_use`, or Node's error of the disk. */
  async set(text: string | null): Promise<Webhook> {
    if (!this.#options.mayWrite()) throw new AppError('profile_in_use')
    if (text !== null && webAddress(text) === null) throw new AppError('address_refused')
    if (text === null) await rm(this.#file, { force: true })
    else await putFile(this.#file, webhookFileText(text), { replace: true })
    this.#address = text === null ? null : new Secret(text)
    this.#failed = null
    this.#begin()
    return this.says()
  }

  /** Posts no alert. Throws `not_allowed` while there is no address. */
  async try(): Promise<{ status: number | null; failed: string | null }> {
    if (this.#address === null) throw new AppError('not_allowed')
    const posted = await this.#post(this.#address, [])
    return { status: posted.kind === 'answered' ? posted.status : null, failed: whyOf(posted) }
  }

  /** What pages are shown now. */
  look({ rig, alerts }: Pick<State, 'rig' | 'alerts'>): void {
    if (this.#address === null || rig.kind !== 'own' || this.#closing.signal.aborted) this.#told = null
    else {
      this.#told = heard(this.#told, alerts, this.#options.clock.now())
      this.#plan()
    }
  }

  close(): void {
    this.#closing.abort()
    this.#cancel?.()
  }

  #begin(): void {
    this.#told = null
    this.#failures = 0
    this.#retryAt = 0
  }

  #plan(): void {
    this.#cancel?.()
    this.#cancel = null
    const now = this.#options.clock.now()
    const wait = this.#told === null || this.#sending ? null : tellIn(this.#told, now)
    if (wait === null) return
    const send = () => void this.#send().catch((error: unknown) => void this.#options.faults.tell('the webhook', error))
    this.#cancel = this.#options.clock.after(Math.max(wait, this.#retryAt - now), send)
  }

  #post(address: Secret, alerts: readonly Alert[]): Promise<Posted> {
    const { post, clock, version } = this.#options
    return post(address, webhookText(alerts, { version, now: clock.now() }), this.#closing.signal)
  }

  async #send(): Promise<void> {
    const address = this.#address
    const waiting = this.#told?.waiting ?? []
    // Where another Smeshdesk has the profile, that one calls.
    if (address === null || waiting.length === 0 || this.#sending || !this.#options.mayWrite()) return
    this.#sending = true
    const why = await this.#post(address, waiting)
      .then(whyOf)
      .finally(() => {
        this.#sending = false
      })
    if (this.#closing.signal.aborted || address !== this.#address) return
    this.#came(hostOf(address), why, waiting)
    this.#plan()
  }

  #came(host: string, why: string | null, sent: readonly Alert[]): void {
    const { clock, gaveUp } = this.#options
    const now = clock.now()
    this.#failures = why === null ? 0 : this.#failures + 1
    this.#failed = why === null ? null : { at: Instant.parse(now), why }
    const over = this.#failures >= triesAtMost
    if (why !== null && !over) this.#retryAt = now + backOffMs(this.#failures + firstPause - 1, clock.chance())
    if (why !== null && over) {
      this.#failures = 0
      gaveUp(host, why)
    }
    if ((why !== null && !over) || this.#told === null) return
    this.#told = wereTold(this.#told, sent, now)
  }
}

export type HeldWebhook = Pick<AlertPost, 'says' | 'set' | 'try' | 'look' | 'close' | 'secret'>

/** The webhook of a profile, off while there is no address. A file that can't be read is told, and stays as it is. */
export async function openWebhook(options: WebhookOptions): Promise<HeldWebhook> {
  const file = join(options.profileFolder, 'webhook.json')
  const address = await readAddress(file).catch((error: unknown) => {
    options.faults.tell('webhook.json', error instanceof SyntaxError ? new Error('no JSON') : error)
    return null
  })
  return new AlertPost(options, file, address)
}
