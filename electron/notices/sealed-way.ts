import { type NoticeTarget, NoticeWay } from '../contract/model/notice.ts'
import { mailServer, webAddress } from '../net/index.ts'
import { Secret } from '../secret/index.ts'

/** How a target is reached, as one secret; beside it what may be shown. */
export interface SealedWay extends Pick<NoticeTarget, 'kind' | 'host'> {
  readonly sealed: Secret
}

/** Its host; `null` for an address that is never asked, or a topic that is missing. */
function hostOf(way: NoticeWay): string | null {
  if (way.kind === 'desktop') return ''
  if (way.kind === 'mail') return mailServer(way) === null ? null : way.server
  const url = webAddress(way.address)
  return url === null || (way.kind === 'ntfy' && url.pathname === '/') ? null : url.host
}

/** `null`: it leads nowhere that may be asked. */
export function sealed(way: NoticeWay): SealedWay | null {
  const host = hostOf(way)
  return host === null ? null : { kind: way.kind, host, sealed: new Secret(JSON.stringify(way)) }
}

/** For the one who sends; what it gives outlives no call. */
export const opened = (way: SealedWay): NoticeWay => NoticeWay.parse(JSON.parse(way.sealed.reveal()))

/** Each of its texts, for who takes them out of what others are shown. A mail's server is none. */
export const secretsIn = (way: SealedWay): Secret[] =>
  Object.entries(opened(way)).flatMap(([name, text]) =>
    text === null || ['kind', 'server', 'tls'].includes(name) ? [] : [new Secret(text)],
  )
