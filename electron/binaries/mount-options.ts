import { mountPointOf } from '../storage/index.ts'

/** The mount point above a path where the system starts no program; `null`: it may. Reads `/proc/self/mountinfo`. */
export function noexecAbove(mountInfo: string, path: string): string | null {
  const point = mountPointOf(mountInfo, path)
  if (point === null) return null
  const escaped = point.replaceAll(/[\s\\]/g, (letter) => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`)
  // Of several on one point the last one counts.
  const line = mountInfo
    .split('\n')
    .filter((one) => one.split(' ')[4] === escaped)
    .at(-1)
  return line?.split(' ')[5]?.split(',').includes('noexec') === true ? point : null
}
