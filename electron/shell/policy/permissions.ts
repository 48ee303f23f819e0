import { isOwnPage } from './app-origin.ts'

/** The one permission our page has: to put text on the clipboard (an id, a command line). */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Answers both of Electron's questions, request and check; its own default is to allow everything. */
export const mayUse = (permission: string, page: string): boolean => granted.has(permission) && isOwnPage(page)
