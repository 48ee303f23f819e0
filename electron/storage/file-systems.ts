/**
 * File systems whose locks are kept by this computer's kernel (statfs magic numbers). Anything else, network file systems first,
 * may grant one lock twice, so an unknown one is refused.
 */
export const localFileSystems: ReadonlyMap<number, string> = new Map([
  [0xef53, 'ext'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x01021994, 'tmpfs'],
  [0x794c7630, 'overlay'],
  [0x2fc12fc1, 'zfs'],
  [0xf2f52010, 'f2fs'],
  [0x3153464a, 'jfs'],
  [0x52654973, 'reiserfs'],
  [0x4d44, 'fat'],
  [0x2011bab0, 'exfat'],
  [0x7366746e, 'ntfs3'],
  [0x5346544e, 'ntfs'],
  [0xca451a4e, 'bcachefs'],
  [0x858458f6, 'ramfs'],
])

/** Two names for one file, which is how a database is replaced and a key is named without ever replacing another. */
export const canHardLink = (fileSystem: string): boolean => fileSystem !== 'fat' && fileSystem !== 'exfat'

/** Lost when the computer stops. */
export const isInMemory = (fileSystem: string): boolean => fileSystem === 'tmpfs' || fileSystem === 'ramfs'

/** Where a path lies. `fileSystem`: `null` for a network or unknown one. `mount`: mount point; `null` where it can't be told. */
export interface DiskPlace {
  readonly fileSystem: string | null
  readonly mount: string | null
}

export interface Mount {
  /** `major:minor`, as the kernel prints it. */
  readonly device: string
  /** The folder of its file system that lies there. */
  readonly root: string
  readonly point: string
  readonly type: string
  readonly source: string
  /** No program that lies there can be started. */
  readonly noexec: boolean
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

/** Parses `/proc/self/mountinfo`. */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ')
    const [, , device, root, point, options = ''] = before.split(' ')
    const [type, source] = after.split(' ')
    return device === undefined || root === undefined || point === undefined || type === undefined || source === undefined
      ? []
      : [
          {
            device,
            root: unescaped(root),
            point: unescaped(point),
            type,
            source: unescaped(source),
            noexec: options.split(',').includes('noexec'),
          },
        ]
  })
}

/** The mount that holds an absolute path: the deepest point above it, the last one where several lie on one point. */
export function mountAbove(mounts: readonly Mount[], path: string): Mount | null {
  let best: Mount | null = null
  for (const mount of mounts) {
    const inside = path === mount.point || path.startsWith(mount.point === '/' ? '/' : `${mount.point}/`)
    if (inside && (best === null || mount.point.length >= best.point.length)) best = mount
  }
  return best
}

/** The mount point that holds an absolute path without links; `null` where the table names none. */
export const mountOf = (mountInfo: string, path: string): string | null => mountAbove(parseMounts(mountInfo), path)?.point ?? null
