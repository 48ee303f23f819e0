const calm: Readonly<Record<string, string>> = {
  calm: 'no gap is near',
  gap: 'the cycle gap is open',
  'gap-soon': 'the gap opens before the move would be over',
  unknown: 'the next gap is not known',
}

/** How a process was seen at a folder, in the core's short words. */
const ways: Readonly<Record<string, string>> = {
  'open-file': 'has a file of it open',
  argument: 'names it',
  argv: 'names it',
  node: 'is its node',
  'working-folder': 'stands in it',
}

export const checkEvidence = {
  calm,
  ways,
  process: (pid: string, way: string) => `process ${pid} ${way}:`,
} as const
