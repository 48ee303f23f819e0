import { usersOfFolder } from '../../electron/processes/index.ts'
import { until } from './until.ts'

const alive = async (folder: string) => (await usersOfFolder(folder)).users.filter(({ seenBy }) => seenBy !== 'working-folder')

/** Kills every process that names a folder, or has a file in it open: what a test left running there. */
export async function endAllBelow(folder: string): Promise<void> {
  for (const { pid } of await alive(folder)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // ended by itself meanwhile
    }
  }
  await until('everything below the folder has ended', { deadlineMs: 10_000 }, async () => (await alive(folder)).length === 0)
}
