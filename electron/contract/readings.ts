/** What a reader finds in files, configs and command lines: the closed list with values (`saw` in seen.ts). */
const readingKeys = [
  'config-broken',
  'config-format',
  'config-no-format',
  'config-twice',
  'entries-most',
  'field-twice',
  'flag-no-value',
  'makes-no-sense',
  'never-proves',
  'no-address',
  'no-nonce-yet',
  'no-object',
  'not-utf8',
  'wants',
] as const
export type ReadingKey = (typeof readingKeys)[number]

/** What a flag, a setting or a field takes. */
const wantedKinds = [
  'base64',
  'cores',
  'duration',
  'hex16',
  'hex64',
  'nonces',
  'path',
  'pid',
  'poets',
  'randomx-mode',
  'socket',
  'text',
  'truth',
  'whole',
  'whole32',
] as const
export type Wanted = (typeof wantedKinds)[number]
