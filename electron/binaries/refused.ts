import type { BinaryRefusedKey } from '../contract/binary-refused.ts'
import { AppError } from '../contract/errors.ts'
import { saw } from '../contract/seen.ts'

/** What came is not taken. `archive_refused` for archives and folders, manifests and signatures alike. */
export const refusedAs = (key: BinaryRefusedKey, ...values: readonly string[]): AppError =>
  new AppError('archive_refused', saw(key, ...values))
