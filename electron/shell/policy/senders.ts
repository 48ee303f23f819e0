import { isOwnPage } from './app-origin.ts'

/** What is known of the frame that sent a message; `url` is `null` when the frame is already gone. */
export interface Sender {
  readonly contentsId: number
  readonly isTopFrame: boolean
  readonly url: string | null
}

/** Whether a message is from our window's top frame while it shows a page of ours (security checklist 17). */
export const isOurWindow = ({ contentsId, isTopFrame, url }: Sender, windowId: number): boolean =>
  contentsId === windowId && isTopFrame && url !== null && isOwnPage(url)
