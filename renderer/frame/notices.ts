const item = 'smeshdesk-notices'

/** Whether this browser may call, by its own word; `unsupported`: it can't at all. */
export const noticePermission = (): NotificationPermission | 'unsupported' =>
  typeof Notification === 'undefined' ? 'unsupported' : Notification.permission

export const noticesOn = (): boolean => localStorage.getItem(item) === 'on' && noticePermission() === 'granted'

const listeners = new Set<() => void>()
export const onNotices = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Asks the browser where it has not been asked yet; the answer may be no. */
export const switchNotices = async (on: boolean): Promise<void> => {
  if (on && noticePermission() === 'default') await Notification.requestPermission()
  localStorage.setItem(item, on ? 'on' : 'off')
  for (const listener of listeners) listener()
}
