import type { NoticeWay } from '../contract/model/notice.ts'
import { type Posted, postJson, sendMail } from '../net/index.ts'
import { Secret } from '../secret/index.ts'
import { type Message, mailText, postOf } from './message.ts'

/** Shows a notice of the desktop, `evenIfSeen` beside the window as well; `false`: it can't. */
export type ShowNotice = (title: string, text: string, evenIfSeen: boolean) => boolean

function toDesktop({ title, lines, alerts, over }: Message, show: ShowNotice | undefined): Posted {
  const shown = show?.(title, lines.join('\n').slice(0, 500), alerts.length + over.length === 0) ?? false
  return shown ? { kind: 'answered', status: 0, said: '' } : { kind: 'failed', code: 'unsupported', said: '' }
}

/** Sends a message by its way. Never throws: every outcome is a value. */
export async function deliver(
  way: NoticeWay,
  message: Message,
  { signal, show }: { signal: AbortSignal; show: ShowNotice | undefined },
): Promise<Posted> {
  if (way.kind === 'desktop') return toDesktop(message, show)
  if (way.kind === 'mail') {
    const { password, kind: _, ...mail } = way
    const text = mailText(message)
    return sendMail({ ...mail, password: password === null ? null : new Secret(password), subject: message.title, text }, signal)
  }
  const { address, bearer, body } = postOf(way, message)
  return postJson(new Secret(address), body, { signal, bearer: bearer === null ? null : new Secret(bearer) })
}
