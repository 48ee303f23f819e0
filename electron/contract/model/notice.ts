import * as z from 'zod/mini'
import { Instant } from './basics.ts'

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most))
/** Of what goes into a header of a mail, or into its dialogue. */
const oneLine = (most: number) => text(most).check(z.regex(/^[^\p{Cc}]*$/u))
const mailbox = oneLine(320).check(z.regex(/^[^\s<>,;:"]+@[^\s<>,;:"]+$/))

/**
 * How a target is reached; all of it is a secret. `desktop`: this computer, by the window's own means. `mail`: by `implicit` TLS from the
 * first byte, by `starttls` or not at all, or to a program on this very computer without any (`local`).
 */
export const NoticeWay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('desktop') }),
  z.strictObject({ kind: z.literal('json'), address: text(2000) }),
  z.strictObject({ kind: z.literal('ntfy'), address: text(2000), token: z.nullable(oneLine(500)) }),
  z.strictObject({ kind: z.literal('discord'), address: text(2000) }),
  z.strictObject({ kind: z.literal('telegram'), address: text(2000), token: oneLine(500), chat: oneLine(100) }),
  z.strictObject({
    kind: z.literal('mail'),
    server: oneLine(300),
    tls: z.enum(['implicit', 'starttls', 'local']),
    user: z.nullable(oneLine(300)),
    password: z.nullable(text(500)),
    from: mailbox,
    to: mailbox,
  }),
])
export type NoticeWay = z.output<typeof NoticeWay>

export const NoticeName = z.string().check(z.regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u))

/** Which alerts: all, those that ask for a person (red, violet, amber), or red ones alone. */
const threshold = z.enum(['all', 'needs', 'red'])
export type NoticeThreshold = z.output<typeof threshold>
const wanted = { name: NoticeName, on: z.boolean(), threshold, /** Tells when it is over as well. */ over: z.boolean() }

/** As a person gives it; `way: null`: as it was. */
export const NoticeDraft = z.object({ ...wanted, way: z.nullable(NoticeWay) })
export type NoticeDraft = z.output<typeof NoticeDraft>

/** Whom alerts are told. `host`: of its address, which holds a secret besides; empty for this computer. */
export const NoticeTarget = z.object({
  ...wanted,
  kind: z.enum(['desktop', 'json', 'ntfy', 'discord', 'telegram', 'mail']),
  host: z.string(),
  /** What came of the newest message, where it was not taken: a code of the system's, or the answer's status. */
  failed: z.nullable(z.object({ at: Instant, why: z.string() })),
})
export type NoticeTarget = z.output<typeof NoticeTarget>

/** What came of a test: `failed` as in `NoticeTarget`; `said`: the other side's own line, without what is secret. */
export const NoticeTried = z.object({ answer: z.string(), failed: z.nullable(z.string()), said: z.string() })
export type NoticeTried = z.output<typeof NoticeTried>
