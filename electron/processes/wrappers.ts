import type { RunningProcess } from './around.ts'

/**
 * `sudo post-service …`, a shell script, an init of a container: a parent that bears its child's command line is not a second program.
 * `folderOf`: the data folder as the command line names it.
 */
export function withoutWrappers<Running extends Pick<RunningProcess, 'pid' | 'parent'>>(
  found: readonly Running[],
  folderOf: (one: Running) => string | null,
): Running[] {
  const wraps = (one: Running): boolean =>
    found.some((child) => child.parent === one.pid && folderOf(child) !== null && folderOf(child) === folderOf(one))
  return found.filter((one) => !wraps(one))
}
