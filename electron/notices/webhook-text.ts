import * as z from 'zod/mini'
import type { Alert } from '../contract/model/rig.ts'

const sentAtMost = 50
/** Names, epochs and keys of words; no path, no address, no line of a program. */
const told: readonly string[] = ['name', 'node', 'service', 'subject', 'finding', 'more', 'epoch', 'lost']

/** The body of a post, as JSON: keys of the words with their names, never a sentence; times in UTC (docs/settings.md). */
export function webhookText(alerts: readonly Alert[], { version, now }: { version: string; now: number }): string {
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return JSON.stringify({
    from: 'smeshdesk',
    version,
    at: time(now),
    alerts: alerts.slice(0, sentAtMost).map(({ id, words, tone, values, since, deadline, costEpochs, identities }) => ({
      id,
      words,
      tone,
      values: Object.fromEntries(Object.entries(values).filter(([key]) => told.includes(key))),
      identities: identities.slice(0, sentAtMost),
      since: time(since),
      deadline: time(deadline),
      costEpochs,
    })),
    more: Math.max(0, alerts.length - sentAtMost),
  })
}

const WebhookFile = z.strictObject({ version: z.literal(1), address: z.string().check(z.maxLength(2000)) })

export const webhookFileText = (address: string): string =>
  `${JSON.stringify({ version: 1, address } satisfies z.output<typeof WebhookFile>)}\n`

/** The address in a file's text. Throws for anything else: what can't be read is no “off”. */
export const parseWebhookFile = (text: string): string => WebhookFile.parse(JSON.parse(text)).address
