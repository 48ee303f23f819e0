import type { Session, WebContents } from 'electron'
import { mayNavigate, mayUse, onNewWindow } from '../policy/index.ts'

interface Preventable {
  preventDefault(): void
}

/** Keeps a window's contents on our page: no other navigation, no window, no webview (security checklist 11–15). */
export const guardContents = (contents: WebContents, openExternal: (address: string) => void): void => {
  const stay = (event: Preventable, url: string) => {
    if (!mayNavigate(url)) event.preventDefault()
  }
  contents.on('will-navigate', (event) => stay(event, event.url))
  contents.on('will-frame-navigate', (event) => stay(event, event.url))
  contents.on('will-redirect', (event) => stay(event, event.url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    const { open } = onNewWindow(url)
    if (open) openExternal(open)
    return { action: 'deny' }
  })
}

/** Denies every permission but the clipboard's and the notices', in both of Electron's questions: its default is to allow all (checklist 5). */
export const guardSession = (session: Session): void => {
  session.setPermissionRequestHandler((contents, permission, ...[answer, { requestingUrl }]) =>
    answer(mayUse(permission, requestingUrl ?? contents?.getURL() ?? '')),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin))
  session.setDevicePermissionHandler(() => false)
}
