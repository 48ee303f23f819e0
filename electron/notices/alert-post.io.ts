import { Instant } from '../contract/model/basics.ts'
import type { NoticeTarget, NoticeTried } from '../contract/model/notice.ts'
import { heard, pauseMs, type Told, tellIn, wereTold } from '../contract/new-alerts.ts'
import type { State } from '../contract/state.ts'
import type { Faults } from '../faults/index.ts'
import type { Posted } from '../net/index.ts'
import { backOffMs, type Clock } from '../time/index.ts'
import type { News } from './message.ts'
import { outward } from './outward.ts'
import { afterLook, nextRecovery, noneTold, type Recovering, recovered, withoutTold, withTold } from './recovered.ts'
import { secretsIn } from './sealed-way.ts'
import type { Target } from './targets-file.ts'

/** Two minutes and more, in all; then it is told, and what waited is dropped. */
const triesAtMost = 6
/** The first pause is eight seconds. */
const firstPause = 3

export interface PostOptions {
  readonly clock: Clock
  /** Sends one message; every outcome is a value. */
  readonly send: (target: Target, news: News, signal: AbortSignal) => Promise<Posted>
  readonly mayWrite: () => boolean
  /** It was given up: `why` is a code of the system's, or the answer's status. */
  readonly gaveUp: (target: Target, why: string) => void
  readonly faults: Faults
}

const nothing: News = { alerts: [], over: [] }
/** Of what another program says nothing is shown that is secret here. */
const withoutSecrets = (said: string, { way }: Target): string =>
  secretsIn(way).reduce((text, secret) => (secret.reveal().length < 4 ? text : text.replaceAll(secret.reveal(), '•••')), said)

const answerOf = (posted: Posted): string => (posted.kind === 'failed' ? posted.code : posted.status === 0 ? '' : String(posted.status))
const whyOf = (posted: Posted, { way }: Target): string | null => {
  if (posted.kind === 'failed') return posted.code
  return posted.status === 0 || (posted.status >= 200 && posted.status < 300)
    ? null
    : `${way.kind === 'mail' ? 'SMTP' : 'HTTP'} ${posted.status}`
}

/**
 * Tells one target of each new alert of the person's own rig, and when it is over where that is wanted: at most once a minute; tries again
 * ever slower, then tells that it gave up.
 */
export class AlertPost {
  readonly target: Target
  readonly #options: PostOptions
  readonly #closing = new AbortController()
  #told: Told | null = null
  #recovering: Recovering = noneTold
  #failed: NoticeTarget['failed'] = null
  #failures = 0
  #retryAt = 0
  #sending = false
  #cancel: (() => void) | null = null

  constructor(target: Target, options: PostOptions) {
    this.target = target
    this.#options = options
  }

  says(): NoticeTarget {
    const { way, ...of } = this.target
    return { ...of, kind: way.kind, host: way.host, failed: this.#failed }
  }

  /** Sends no alert. */
  async try(): Promise<NoticeTried> {
    const posted = await this.#options.send(this.target, nothing, this.#closing.signal)
    return { answer: answerOf(posted), failed: whyOf(posted, this.target), said: withoutSecrets(posted.said, this.target) }
  }

  /** What pages are shown now. */
  look(state: Pick<State, 'rig' | 'alerts' | 'verdict'>): void {
    if (!this.target.on || state.rig.kind !== 'own' || this.#closing.signal.aborted) {
      this.#told = null
      this.#recovering = noneTold
      return
    }
    const now = this.#options.clock.now()
    this.#told = heard(this.#told, { alerts: state.alerts, threshold: this.target.threshold }, now)
    this.#recovering = afterLook(this.#recovering, state, now)
    this.#plan()
  }

  close(): void {
    this.#closing.abort()
    this.#cancel?.()
  }

  /** When the next message is due; `null`: none is. */
  #dueAt(told: Told, now: number): number | null {
    const alerts = tellIn(told, now)
    const over = nextRecovery(this.#recovering)
    const times = [alerts === null ? null : now + alerts, over === null ? null : Math.max(over, told.shownAt + pauseMs)]
    const due = times.filter((at) => at !== null)
    return due.length === 0 ? null : Math.max(Math.min(...due), this.#retryAt)
  }

  #plan(): void {
    this.#cancel?.()
    this.#cancel = null
    const now = this.#options.clock.now()
    const due = this.#told === null || this.#sending ? null : this.#dueAt(this.#told, now)
    if (due === null) return
    const send = () => void this.#send().catch((error: unknown) => void this.#options.faults.tell('a notice', error))
    this.#cancel = this.#options.clock.after(Math.max(0, due - now), send)
  }

  async #send(): Promise<void> {
    const { clock, mayWrite, send } = this.#options
    const waiting = this.#told?.waiting ?? []
    const over = recovered(this.#recovering, clock.now())
    // Where another Smeshdesk has the profile, that one calls.
    if (waiting.length + over.length === 0 || this.#sending || !mayWrite()) return
    this.#sending = true
    const posted = await send(this.target, { alerts: waiting.map(outward), over: over.map(outward) }, this.#closing.signal).finally(() => {
      this.#sending = false
    })
    if (this.#closing.signal.aborted) return
    this.#came(whyOf(posted, this.target), { alerts: waiting, over })
    this.#plan()
  }

  #came(why: string | null, sent: News): void {
    const { clock, gaveUp } = this.#options
    const now = clock.now()
    this.#failures = why === null ? 0 : this.#failures + 1
    this.#failed = why === null ? null : { at: Instant.parse(now), why }
    const over = this.#failures >= triesAtMost
    if (why !== null && !over) this.#retryAt = now + backOffMs(this.#failures + firstPause - 1, clock.chance())
    if (why !== null && over) {
      this.#failures = 0
      gaveUp(this.target, why)
    }
    if ((why !== null && !over) || this.#told === null) return
    this.#told = wereTold(this.#told, sent.alerts, now)
    this.#recovering = withoutTold(this.#recovering, sent.over)
    if (this.target.over && why === null) this.#recovering = withTold(this.#recovering, sent.alerts)
  }
}
