import type { SyncedBy } from '../contract/model/key-copies.ts'

// guess: marks and folder names as these programs leave them by default; not recorded.

/** What lies in the uppermost folder that a program carries to other computers. */
const marks: readonly (readonly [SyncedBy, RegExp])[] = [
  ['dropbox', /^\.dropbox(?:\.cache|\.device)?$/],
  ['syncthing', /^\.st(?:folder|versions)$/],
  ['nextcloud', /^\.(?:_?sync_[0-9a-f]+\.db|(?:nextcloud|owncloud)sync\.log)$/],
  ['google-drive', /^\.tmp\.drive(?:up|down)load$/],
  ['onedrive', /^\.849C9593-D756-4E56-8D6E-42412F2A707B$/],
]

/** What such a folder is called, where its marks are hidden or stand elsewhere. */
const names: readonly (readonly [SyncedBy, RegExp])[] = [
  ['icloud', /\/(?:Mobile Documents|com~apple~CloudDocs|iCloud ?Drive)(?:\/|$)/i],
  ['dropbox', /\/Dropbox(?: \([^/]+\))?(?:\/|$)/],
  ['onedrive', /\/OneDrive(?: ?- ?[^/]+)?(?:\/|$)/],
  ['nextcloud', /\/(?:Nextcloud|ownCloud)\d*(?:\/|$)/],
  ['google-drive', /\/(?:Google ?Drive(?:-[^/]+)?|GoogleDrive)(?:\/|$)/],
]

/** Which program carries a folder away, by the names that lie in it. */
export const syncedByMark = (inside: readonly string[]): SyncedBy | null =>
  marks.find(([, mark]) => inside.some((name) => mark.test(name)))?.[0] ?? null

/** The same by the name of a path. */
export const syncedByName = (path: string): SyncedBy | null => names.find(([, name]) => name.test(path.replaceAll('\\', '/')))?.[0] ?? null
