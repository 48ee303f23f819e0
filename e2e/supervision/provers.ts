import { readdir, readFile } from 'node:fs/promises'

/** Every process whose command line names a data folder: a second one of the same would be a second prover. */
export async function provers(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const lines = await Promise.all(pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')] as const))
  return lines.filter(([, line]) => line.includes(`--dir\0${folder}\0`)).map(([pid]) => pid)
}
