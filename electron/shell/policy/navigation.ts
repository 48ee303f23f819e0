import { isOwnPage } from './app-origin.ts'

/** Hosts whose pages a click may open in the user's own browser; exact names, no sub-domains. */
const externalHosts: ReadonlySet<string> = new Set(['docs.spacemesh.io', 'spacemesh.io', 'github.com', 'doc.confluxnetwork.org'])

const isPlain = (text: string): boolean => /^[\x21-\x7e]{1,2048}$/.test(text)

/** The address as parsed, when it is plain https to a listed host; else `null`. Only what this returns is handed to the system. */
export const externalLink = (address: string): string | null => {
  if (!isPlain(address)) return null
  try {
    const url = new URL(address)
    const listed = url.protocol === 'https:' && externalHosts.has(url.hostname) && !url.port && !url.username && !url.password
    return listed ? url.href : null
  } catch {
    return null
  }
}

/** A frame may only go to a page of ours; everything else is prevented (security checklist 13). */
export const mayNavigate = (target: string): boolean => isOwnPage(target)

/** What a page that asks for a new window gets: never a window; a listed https address opens in the user's browser. */
export const onNewWindow = (target: string): { readonly open: string | null } => ({ open: externalLink(target) })

/** The one permission our page has: to put text on the clipboard (an id, a command line). */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications'])

/** Answers both of Electron's questions, request and check; its own default is to allow everything. */
export const mayUse = (permission: string, page: string): boolean => granted.has(permission) && isOwnPage(page)

/** What is known of the frame that sent a message; `url` is `null` when the frame is already gone. */
export interface Sender {
  readonly contentsId: number
  readonly isTopFrame: boolean
  readonly url: string | null
}

/** Whether a message is from our window's top frame while it shows a page of ours (security checklist 17). */
export const isOurWindow = ({ contentsId, isTopFrame, url }: Sender, windowId: number): boolean =>
  contentsId === windowId && isTopFrame && url !== null && isOwnPage(url)
