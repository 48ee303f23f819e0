import type { Programs } from './programs.ts'
import type { Row } from './report.ts'

export interface RunOptions {
  readonly recordings: string
  readonly folder: string
  readonly entry: string
  readonly programs: Programs
  readonly only: readonly string[]
}

export async function checkRuns(_options: RunOptions): Promise<readonly Row[]> {
  return []
}
