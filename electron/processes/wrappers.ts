import type { RunningProcess } from './around.ts'

/**
 * `sudo post-service …`, a shell script, an init of a container: a parent that bears its child's command line is not a second program.
 * `folderOf`: the data folder as the command line names it.
 */
export function withoutWrappers<Running extends Pick<RunningProcess, 'pid' | 'parent' | 'argv'>>(
  found: readonly Running[],
  folderOf: (argv: readonly string[]) => string | null,
): Running[] {
  const wraps = ({ pid, argv }: Running): boolean =>
    found.some((child) => child.parent === pid && folderOf(child.argv) !== null && folderOf(child.argv) === folderOf(argv))
  return found.filter((one) => !wraps(one))
}
