import type { NoticeTarget, NoticeThreshold, NoticeWay } from '../../../electron/contract/model/notice.ts'
import { plural } from './grammar.ts'

const kinds: Readonly<Record<NoticeTarget['kind'], string>> = {
  desktop: 'This computer',
  mail: 'E-mail',
  json: 'Webhook',
  ntfy: 'ntfy',
  discord: 'Discord',
  telegram: 'Telegram',
}
const thresholds: Readonly<Record<NoticeThreshold, string>> = { all: 'All alerts', needs: 'What needs you', red: 'Only red' }
const tls: Readonly<Record<Extract<NoticeWay, { kind: 'mail' }>['tls'], string>> = {
  implicit: 'TLS from the start (port 465)',
  starttls: 'STARTTLS (port 587)',
  local: 'None, to this very computer',
}

/** Of fields of a form: what stands above it, and below. */
export type FieldWords = readonly [label: string, help: string]

/** How Smeshdesk calls somebody who does not look at it. */
export const noticesWords = {
  title: 'Notifications',
  lead: 'New alerts are told once, those of a minute together, each target by itself. What comes and goes within ten minutes is told once. Names and times are sent; no key, no path, no address, no line of a log.',
  desktop: 'Desktop notifications, from this browser',
  desktopNote: 'One for each new alert that needs you, at most one a minute, while this page is open and you look elsewhere.',
  desktopOwn: 'Desktop notifications, while Smeshdesk runs',
  desktopOwnNote: 'The window may be closed to the tray; while you look at it nothing is shown.',
  refused: {
    denied: 'This browser shows no notifications of this page. Allow them in its settings for this address.',
    unsupported: 'This browser has no notifications.',
  },
  kinds,
  thresholds,
  tls,
  none: 'Nobody else is told yet.',
  on: (name: string) => `Tell ${name}`,
  threshold: (name: string) => `What ${name} is told`,
  over: (name: string) => `Tell ${name} when it is over`,
  overShort: 'And when it is over',
  reach: (kind: string, host: string) => (host === '' ? kind : `${kind}, ${host}`),
  failedAt: (why: string, age: string) => `Not taken ${age}: ${why}.`,
  test: (name: string) => `Send ${name} a test`,
  testShort: 'Send a test',
  testing: 'Sending…',
  taken: (answer: string) => (answer === '' ? 'Shown.' : `Taken, answered ${answer}.`),
  notTaken: (why: string, said: string) => (said === '' ? `Not taken: ${why}.` : `Not taken: ${why}. It says: “${said}”`),
  remove: (name: string) => `Remove ${name}`,
  removeShort: 'Remove',
  add: {
    title: 'Tell somebody else',
    kind: 'How',
    name: ['Name', 'Yours to choose; it stands in what happened when a message is not taken.'],
    taken: 'There is one of this name already.',
    wrongName: 'Letters, digits, spaces, dots and dashes, up to 40.',
    wrongAddress: 'This is no http or https address.',
    missing: 'Fill in all that is not optional.',
    do: 'Add it',
    doing: 'Adding…',
    secret:
      'All of this is kept in the profile, readable by you alone, and never shown again. To change it, remove the target and add it anew.',
    tls: 'Encryption',
    fields: {
      address: ['Address', 'http or https. Each message is posted to it as JSON.'],
      ntfy: ['Address with topic', 'Such as https://ntfy.sh/a-topic-nobody-guesses.'],
      discord: ['Webhook address', 'From the channel’s settings, Integrations, Webhooks.'],
      ntfyToken: ['Access token, optional', 'For a protected topic.'],
      token: ['Bot token', 'From @BotFather.'],
      chat: ['Chat id', 'Of a chat in which the bot was written to first.'],
      server: ['Server', 'Host and port, such as mail.example.org:465.'],
      user: ['User, optional', 'As the server knows you.'],
      password: ['Password, optional', 'Best one that is for programs alone.'],
      from: ['From', 'An address that the server sends for.'],
      to: ['To', 'Who is told.'],
    } satisfies Readonly<Record<string, FieldWords>>,
  },
  message: {
    more: (head: string, n: number) => `${head} And ${plural(n, 'more', 'more')}.`,
    over: (head: string) => `Over: ${head}`,
    test: 'Smeshdesk: a test',
    testText: 'If you read this, alerts of your rig reach you here. Nothing is wrong.',
  },
} as const
