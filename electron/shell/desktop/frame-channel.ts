/** The one IPC channel between the window's page and the host. */
export const frameChannel = 'smeshdesk:frame'

/** The empty text is no frame: from the page "I am new, forget the page before me", from the host "closed". */
export const noFrame = ''
