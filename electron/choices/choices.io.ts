import { open } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { AppError } from '../contract/errors.ts'
import { type Choices, Closing } from '../contract/model/choices.ts'
import type { Faults } from '../faults/index.ts'
import { putFile } from '../storage/index.ts'

const fileLimit = 8 * 1024
const ChoicesFile = z.strictObject({ version: z.literal(1), closing: Closing })
/** Nothing is chosen: it is asked. */
const none: Choices = { closing: 'ask' }

export interface HeldChoices {
  readonly says: () => Choices
  /** Durable when it returns. Throws `profile_in_use`, or Node's error of the disk. */
  readonly setClosing: (closing: Closing) => Promise<Choices>
}

/** Throws when there is a file that can't be read. */
async function read(path: string): Promise<Choices> {
  const file = await open(path).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  })
  if (file === null) return none
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(fileLimit))
    const { closing } = ChoicesFile.parse(JSON.parse(buffer.toString('utf8', 0, bytesRead)))
    return { closing }
  } finally {
    await file.close()
  }
}

interface ChoicesOptions {
  readonly profileFolder: string
  readonly mayWrite: () => boolean
  readonly faults: Faults
}

/** The choices of a profile. A file that can't be read is told, and is no choice: the next one takes its place. */
export async function openChoices({ profileFolder, mayWrite, faults }: ChoicesOptions): Promise<HeldChoices> {
  const path = join(profileFolder, 'choices.json')
  let choices = await read(path).catch((error: unknown) => {
    faults.tell('choices.json', error)
    return none
  })
  return {
    says: () => choices,
    setClosing: async (closing) => {
      if (!mayWrite()) throw new AppError('profile_in_use')
      const text = JSON.stringify({ version: 1, closing } satisfies z.output<typeof ChoicesFile>)
      await putFile(path, `${text}\n`, { replace: true })
      choices = { closing }
      return choices
    },
  }
}
