import type { NoticeWay } from '../contract/model/notice.ts'
import type { Alert } from '../contract/model/rig.ts'

const sentAtMost = 50

/** What one message tells: new alerts, and those of which it was told before that are over. None of both: a test. */
export interface News {
  readonly alerts: readonly Alert[]
  readonly over: readonly Alert[]
}

/** The same in a person's words: the worst in one line, and one line for each. */
export interface Spoken {
  readonly title: string
  readonly lines: readonly string[]
}

export interface Message extends News, Spoken {
  readonly version: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A post of a JSON text to an address of the web; all of it may be secret. */
export interface Post {
  readonly address: string
  readonly bearer: string | null
  readonly body: string
}

/** As much of a text as a service takes, in its own unit; what is cut off is told by a sign. */
function cut(lines: readonly string[], fits: (text: string) => boolean): string {
  for (let kept = lines.length; kept > 0; kept -= 1) {
    const text = [...lines.slice(0, kept), ...(kept < lines.length ? ['…'] : [])].join('\n')
    if (fits(text)) return text
  }
  return (lines[0] ?? '').slice(0, 500)
}

const ofAlert = ({ id, words, tone, values, since, deadline, costEpochs, identities }: Alert) => ({
  id,
  words,
  tone,
  values: Object.fromEntries(Object.entries(values).filter(([, text]) => text !== '…')),
  identities: identities.slice(0, sentAtMost),
  since: timeOf(since),
  deadline: timeOf(deadline),
  costEpochs,
})
const timeOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** The generic body: keys of the words with their names, and the same as a text; times in UTC (docs/settings.md). */
const jsonBody = ({ version, now, alerts, over, title, lines }: Message) => ({
  from: 'smeshdesk',
  version,
  at: timeOf(now),
  text: [title, ...lines].join('\n').slice(0, 3000),
  alerts: alerts.slice(0, sentAtMost).map(ofAlert),
  over: over.slice(0, sentAtMost).map(ofAlert),
  more: Math.max(0, alerts.length - sentAtMost),
})

const isRed = ({ alerts }: News): boolean => alerts.some(({ tone }) => tone === 'bad')

/** ntfy takes its topic in the body, where title and text may be in any script; 4096 bytes of text. */
function toNtfy({ address, token }: Extract<NoticeWay, { kind: 'ntfy' }>, message: Message): Post {
  const url = new URL(address)
  const parts = url.pathname.split('/').filter((part) => part !== '')
  const topic = decodeURIComponent(parts.pop() ?? '')
  url.pathname = parts.map((part) => `${part}/`).join('')
  const body = {
    topic,
    title: message.title.slice(0, 250),
    message: cut(message.lines, (text) => new TextEncoder().encode(text).length <= 3500),
    priority: isRed(message) ? 5 : message.alerts.length > 0 ? 4 : 3,
  }
  return { address: url.href, bearer: token, body: JSON.stringify(body) }
}

/** The request that tells it by each way of the web. Nobody is mentioned, and nothing in a name is taken as mark-up. */
export function postOf(way: Exclude<NoticeWay, { kind: 'desktop' | 'mail' }>, message: Message): Post {
  const whole = [message.title, ...message.lines]
  switch (way.kind) {
    case 'json':
      return { address: way.address, bearer: null, body: JSON.stringify(jsonBody(message)) }
    case 'ntfy':
      return toNtfy(way, message)
    case 'discord': {
      const content = cut(
        whole.map((line) => line.replace(/[\\*_~`|<>#[\]()@-]/g, '\\$&')),
        (text) => text.length <= 2000,
      )
      return {
        address: way.address,
        bearer: null,
        body: JSON.stringify({ username: 'Smeshdesk', content, allowed_mentions: { parse: [] } }),
      }
    }
    case 'telegram': {
      const text = cut(whole, (one) => one.length <= 4096)
      const address = `${way.address.replace(/\/+$/, '')}/bot${way.token}/sendMessage`
      return { address, bearer: null, body: JSON.stringify({ chat_id: way.chat, text, link_preview_options: { is_disabled: true } }) }
    }
  }
}

/** The text of a mail. */
export const mailText = ({ lines }: Message): string => cut(lines, (text) => text.length <= 20_000)
