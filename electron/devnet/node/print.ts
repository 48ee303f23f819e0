import { writeSync } from 'node:fs'

/** Written at once and whole: a program that ends by itself must not lose its last words in a pipe. */
export function print(descriptor: 1 | 2, text: string, code: number): number {
  for (let rest = Buffer.from(text); rest.length > 0; ) rest = rest.subarray(writeSome(descriptor, rest))
  return code
}

function writeSome(descriptor: number, bytes: Buffer): number {
  try {
    return writeSync(descriptor, bytes)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    // a full pipe: wait for its reader as a blocking write would
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    return 0
  }
}
