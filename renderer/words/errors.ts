import type { ErrorCode } from '../../electron/contract/errors.ts'
import { errorWords as english } from './en/errors.ts'
import { seenText } from './seen.ts'
import { told } from './told.ts'

const words = told('errors', english)
export const errorWords = words.codes

/** What, why, what to do, and a reference that stands in the log. */
export interface FaultWords {
  readonly title: string
  readonly why: string
  readonly act: string
  readonly reference: string | null
}

const isCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorWords, code)

const referenceOf = (error: object): string | null => {
  const data: unknown = 'data' in error ? error.data : null
  return typeof data === 'object' && data !== null && 'reference' in data && typeof data.reference === 'string' ? data.reference : null
}

/** Words for whatever a call rejected with. The detail that came along is shown as evidence, below the words. */
export const faultWords = (error: unknown): FaultWords => {
  const isObject = typeof error === 'object' && error !== null
  const code: unknown = isObject && 'code' in error ? error.code : 'disconnected'
  const [title, why, act] = errorWords[isCode(code) ? code : 'internal']
  const reference = isObject ? referenceOf(error) : null
  const detail =
    error instanceof Error && isCode(code) && code !== 'internal' && code !== 'disconnected' ? seenText(error.message) || null : null
  return { title, why, act, reference: reference === null ? detail : words.reference(reference) }
}
