import { DiskFailing, type DurableFs, errorCode } from './durable-fs.ts'

/** What a disk says that could not keep what was written; a name that is not there, or not for us, says nothing of the disk. */
const lost = ['EIO', 'ENOSPC', 'EDQUOT', 'EROFS', 'ENXIO', 'ENODEV', 'EREMOTEIO', 'ESTALE']

/**
 * A failed sync of a name, or of a file that others wrote, is the disk's last word: the kernel clears the error, so that a second sync
 * would pass for durable what is lost. Throws `DiskFailing` then.
 */
export function strictFs(fs: DurableFs): DurableFs {
  const strictly = (path: string, sync: Promise<void>): Promise<void> =>
    sync.catch((error: unknown) => {
      throw lost.includes(errorCode(error)) ? new DiskFailing(path, error) : error
    })
  return {
    openExclusive: (path, mode) => fs.openExclusive(path, mode),
    openAppend: (path, mode) => fs.openAppend(path, mode),
    rename: (from, to) => fs.rename(from, to),
    linkNoReplace: (from, to) => fs.linkNoReplace(from, to),
    unlink: (path) => fs.unlink(path),
    syncFolder: (path) => strictly(path, fs.syncFolder(path)),
    syncFile: (path) => strictly(path, fs.syncFile(path)),
    makeFolder: (path, mode) => fs.makeFolder(path, mode),
    setMode: (path, mode) => fs.setMode(path, mode),
    read: (path, limitBytes) => fs.read(path, limitBytes),
    copyNew: (from, to, mode) => fs.copyNew(from, to, mode),
    list: (path) => fs.list(path),
    stat: (path) => fs.stat(path),
    canWrite: (path) => fs.canWrite(path),
    diskPlace: (path) => fs.diskPlace(path),
    freeBytes: (path) => fs.freeBytes(path),
  }
}
