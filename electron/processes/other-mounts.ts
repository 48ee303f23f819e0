import { type Mount, mountAbove } from '../storage/index.ts'

const under = (folder: string, path: string): string | null =>
  path === folder ? '' : path.startsWith(folder === '/' ? '/' : `${folder}/`) ? path.slice(folder === '/' ? 0 : folder.length) : null

/**
 * Where a path of another mount namespace may lie in ours, likeliest first: a mount of the same device whose part of the file system
 * holds it. Only a guess by names: who needs it compares the objects.
 */
export function pathsElsewhere(path: string, theirs: readonly Mount[], ours: readonly Mount[]): string[] {
  const mount = mountAbove(theirs, path)
  if (mount === null) return []
  const inside = `${mount.root === '/' ? '' : mount.root}${under(mount.point, path) ?? ''}` || '/'
  return ours
    .filter(({ device }) => device === mount.device)
    .sort((one, other) => other.root.length - one.root.length)
    .flatMap(({ root, point }) => {
      const rest = under(root, inside)
      return rest === null ? [] : [`${point === '/' ? '' : point}${rest}` || '/']
    })
}
