import { isOwnPage } from './app-origin.ts'
import { externalLink } from './external-links.ts'

/** A frame may only go to a page of ours; everything else is prevented (security checklist 13). */
export const mayNavigate = (target: string): boolean => isOwnPage(target)

/** What a page that asks for a new window gets: never a window; a listed https address opens in the user's browser. */
export const onNewWindow = (target: string): { readonly open: string | null } => ({ open: externalLink(target) })
