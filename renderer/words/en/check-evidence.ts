/** How a process was seen at a folder, in the core's short words. */
const ways: Readonly<Record<string, string>> = {
  'open-file': 'has a file of it open',
  argument: 'names it',
  argv: 'names it',
  node: 'is its node',
  'working-folder': 'stands in it',
}

export const checkEvidence = {
  ways,
  process: (pid: string, way: string) => `process ${pid} ${way}:`,
} as const
