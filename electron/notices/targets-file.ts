import * as z from 'zod/mini'
import { NoticeDraft, NoticeWay } from '../contract/model/notice.ts'
import { opened, type SealedWay, sealed } from './sealed-way.ts'

export const targetsAtMost = 20

/** One whom alerts are told. */
export interface Target extends Omit<NoticeDraft, 'way'> {
  readonly way: SealedWay
}

const TargetsFile = z.strictObject({
  version: z.literal(1),
  targets: z.array(z.strictObject({ ...NoticeDraft.shape, way: NoticeWay })).check(z.maxLength(targetsAtMost)),
})

/** The text of `notices.json`. It holds secrets: it goes to the file and nowhere else. */
export const targetsText = (targets: readonly Target[]): string =>
  `${JSON.stringify(
    {
      version: 1,
      targets: targets.map(({ way, ...of }) => ({ ...of, way: opened(way) })),
    } satisfies z.output<typeof TargetsFile>,
    null,
    2,
  )}\n`

/** Throws for anything else: what can't be read is no “nobody”. An address that is never asked is refused as well. */
export function parseTargets(text: string): Target[] {
  return TargetsFile.parse(JSON.parse(text)).targets.map(({ way, ...of }) => ({ ...of, way: wayOf(way) }))
}

function wayOf(way: NoticeWay): SealedWay {
  const found = sealed(way)
  if (found === null) throw new Error('an address that is never asked')
  return found
}

const WebhookFile = z.strictObject({ version: z.literal(1), address: z.string().check(z.maxLength(2000)) })

/** `webhook.json` of versions 0.1: one address, told of all that asks for a person. Throws for anything else. */
export const parseWebhookFile = (text: string): Target[] => [
  { name: 'Webhook', on: true, threshold: 'needs', over: false, way: wayOf({ kind: 'json', ...addressOf(text) }) },
]
const addressOf = (text: string) => ({ address: WebhookFile.parse(JSON.parse(text)).address })
