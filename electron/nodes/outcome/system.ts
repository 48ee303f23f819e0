import type { SystemEnding } from '../../contract/model/endings.ts'

export const systemRules: readonly (readonly [RegExp, SystemEnding])[] = [
  [/SQLITE_FULL|database or disk is full|no space left on device|not enough space on the disk|disk quota exceeded/i, 'disk-full'],
  [/SQLITE_READONLY|readonly database|read-only file system|media is write protected/i, 'read-only-disk'],
  [/SQLITE_IOERR|disk I\/O error|input\/output error|structure needs cleaning|stale (?:NFS )?file handle/i, 'disk-error'],
  [/SQLITE_BUSY|SQLITE_LOCKED|database (?:table )?is locked/i, 'database-in-use'],
  [/SQLITE_NOTADB|SQLITE_CANTOPEN|file is not a database|SQLITE_CORRUPT|database disk image is malformed/i, 'database-not-readable'],
  [/too many open files/i, 'too-many-open-files'],
  [/cannot allocate memory|out of memory/i, 'out-of-memory'],
  [/permission denied|access is denied|operation not permitted|SQLITE_(?:PERM|AUTH)/i, 'permission-denied'],
]
