import type { Mount } from '../storage/index.ts'

/** What Linux says of a process in `/proc/PID/stat`. */
export interface ProcessStat {
  readonly state: string
  readonly parent: number
  /** Process group; equals the pid for what we start. */
  readonly group: number
  /** Field 22: clock ticks since boot at which it started. */
  readonly startTicks: string
}

/** Parses `/proc/PID/stat`; the command in brackets may hold spaces and brackets, so the fields count from the last `)`. */
export function parseProcessStat(text: string): ProcessStat | null {
  const end = text.lastIndexOf(')')
  const fields = text
    .slice(end + 1)
    .trim()
    .split(' ')
  const [state, parent, group] = fields
  const startTicks = fields[19]
  if (end === -1 || state === undefined || startTicks === undefined || !/^\d+$/.test(startTicks)) return null
  return { state, parent: Number(parent), group: Number(group), startTicks }
}

/** Zombies hold nothing any more: no files, no locks, no ports. */
export const hasEnded = (stat: ProcessStat): boolean => stat.state === 'Z' || stat.state === 'X' || stat.state === 'x'

/** Splits `/proc/PID/cmdline` or `environ`; bytes that are no UTF-8 are replaced, which no path we compare with contains. */
export function splitZero(bytes: Uint8Array): string[] {
  const parts = new TextDecoder().decode(bytes).split('\0')
  if (parts.at(-1) === '') parts.pop()
  return parts
}

/** A line of `/proc/locks`. `device` as `major:minor` in hex, as printed. */
export interface KernelLock {
  readonly kind: string
  readonly write: boolean
  readonly pid: number
  readonly device: string
  readonly inode: string
}

/** Parses `/proc/locks`; waiting ones (`->`) hold nothing. */
export function parseLocks(text: string): KernelLock[] {
  return text.split('\n').flatMap((line) => {
    const found = /^\d+: (FLOCK|POSIX|OFDLCK|LEASE)\s+\S+\s+(READ|WRITE|RW|NONE|UNLCK)\s+(-?\d+) ([0-9a-f]+:[0-9a-f]+):(\d+) /.exec(line)
    const [, kind, access, pid, device, inode] = found ?? []
    if (kind === undefined || pid === undefined || device === undefined || inode === undefined) return []
    return [{ kind, write: access === 'WRITE' || access === 'RW', pid: Number(pid), device, inode }]
  })
}

/** `st_dev` as the kernel prints it in `/proc/locks`. */
export function deviceText(device: bigint): string {
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & 0xfffff000n)
  const minor = (device & 0xffn) | ((device >> 12n) & 0xffffff00n)
  return `${major.toString(16).padStart(2, '0')}:${minor.toString(16).padStart(2, '0')}`
}

const networkTypes = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  'afs',
  'ceph',
  'glusterfs',
  '9p',
  'ncpfs',
  'coda',
  'lustre',
  'beegfs',
  'gpfs',
  'orangefs',
  'davfs',
])
/** Locks and open files of other machines can't be seen there. FUSE may be anything, so it counts as well. */
export const isNetworkType = (type: string): boolean =>
  networkTypes.has(type) || type.startsWith('fuse.sshfs') || type.startsWith('fuse.rclone') || type === 'fuse' || type.startsWith('fuse.s3')
/** `stat` names another device there than the kernel's lock table does, so a lock may be missed. */
export const hidesDevices = (type: string): boolean =>
  type === 'btrfs' || type === 'overlay' || type === 'bcachefs' || type === 'aufs' || type.startsWith('fuse')

const storageTypes =
  /^(?:ext[234]|xfs|btrfs|bcachefs|zfs|f2fs|jfs|reiserfs|vfat|msdos|exfat|ntfs3?|fuseblk|hfsplus|apfs|overlay|fuse\.(?:mergerfs|sshfs|rclone|unionfs))$/
const systemPoints = /^\/(?:proc|sys|dev|boot|snap|etc|tmp|usr|var\/(?:lib\/(?:docker|containers|snapd|kubelet|lxc)|snap|tmp))(?:\/|$)/
const runPoints = /^\/run\/(?!media\/)/

/** Mount points where a person may keep data: disks, external and network drives; without the system's own. Each once, sorted. */
export const storageMounts = (mounts: readonly Mount[]): string[] =>
  [
    ...new Set(
      mounts
        .filter(
          ({ type, point }) => (storageTypes.test(type) || networkTypes.has(type)) && !systemPoints.test(point) && !runPoints.test(point),
        )
        .map(({ point }) => point),
    ),
  ].sort()
