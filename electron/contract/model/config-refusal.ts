// Why a configuration can't be edited here. No schema library: the core and the page have this file as code.

export const configRefusals = [
  'no-config',
  'unreadable',
  'not-a-file',
  'other-format',
  'too-large',
  'too-deep',
  'byte-order-mark',
  'not-utf8',
  'comments',
  'not-json',
  'key-twice',
  'said-twice',
] as const
export type ConfigRefusal = (typeof configRefusals)[number]

/** Characters; the largest that a node was seen with has two thousand. */
export const configTextLimit = 256 * 1024
