// How runs of programs end: the closed list of docs/protocol.md §11, and what a system adds to it. The page has words for each.

/** What a system may refuse any program that keeps databases; named alike for nodes and merges. */
export const systemEndings = [
  'disk-full',
  'disk-error',
  'read-only-disk',
  'database-in-use',
  'database-not-readable',
  'permission-denied',
  'too-many-open-files',
  'out-of-memory',
] as const
export type SystemEnding = (typeof systemEndings)[number]

/** How a run of post-service ended or stands. */
const serviceEndings = [
  'info',
  'bad-flags',
  'metadata-not-found',
  'metadata-not-readable',
  'metadata-field-missing',
  'metadata-field-invalid',
  'units-out-of-range',
  'address-invalid',
  'gave-up-address-invalid',
  'gave-up-node-unreachable',
  'tls-file-not-found',
  'tls-not-configured',
  'operator-port-taken',
  'running-operator-port-taken-silently',
  'watched-process-gone',
  'running-node-unreachable',
  'ended-by-signal',
  'ended-while-not-connected',
  'crashed',
  'out-of-memory',
  'permission-denied',
  'operator-address-not-here',
  'illegal-instruction',
  'library-missing',
  'panicked',
  'unknown',
] as const
export type ServiceEnding = (typeof serviceEndings)[number]

/** How a start of go-spacemesh went. */
const nodeEndings = [
  'started-remote',
  'started-remote-without-coinbase',
  'started-supervised',
  'started-supervised-new-local-key',
  'started-new-local-key-beside-others',
  'key-defective',
  'key-not-readable',
  'duplicate-key',
  'supervised-key-beside-others',
  'smeshing-start-in-remote-setup',
  'coinbase-missing',
  'coinbase-invalid',
  'coinbase-wrong-network',
  'config-not-found',
  'config-not-json',
  'config-unknown-key',
  'config-wrong-type',
  'bad-flags',
  'preset-unknown',
  'genesis-changed',
  'lock-taken',
  'port-taken',
  'listener-invalid',
  'database-newer-than-program',
  ...systemEndings,
  'library-missing',
  'config-not-readable',
  'config-format-unknown',
  'config-deprecated-key',
  'config-wrong-value',
  'legacy-state-in-the-way',
  'legacy-key-in-the-way',
  'database-too-old-for-this-version',
  'database-schema-differs',
  'clock-off',
  'poet-timing-differs',
  'poets-changed-while-registered',
  'checkpoint-not-loaded',
  'genesis-file-not-readable',
  'testnet-only-program',
  'p2p-not-started',
  'post-setup-failed',
  'panicked',
  'illegal-instruction',
  'ended-by-signal',
  'unknown',
] as const
export type NodeEnding = (typeof nodeEndings)[number]

/** What Smeshdesk itself knows of an end: a run that was not its own, a program that is another one, a start that came to nothing. */
const ownEndings = ['external-ended', 'hash-mismatch', 'program-missing', 'start-failed', 'held-by-migration'] as const

export const endings = [...serviceEndings, ...nodeEndings, ...ownEndings] as const
export type EndingKey = (typeof endings)[number]

/** One of the list, also by an error's code; what it does not know, as another version may have written it, is `unknown`. */
export const endingOf = (text: string): EndingKey => endings.find((one) => one === text.replaceAll('_', '-')) ?? 'unknown'
