/** Processes of ours that hold a stopped node's files: a sign of nobody else, so no look counts them. */
const holders = new Set<number>()

export const addHolders = (pids: readonly number[]): void => pids.forEach((pid) => void holders.add(pid))
export const removeHolders = (pids: readonly number[]): void => pids.forEach((pid) => void holders.delete(pid))
export const isOwnHolder = (pid: number): boolean => holders.has(pid)
