import { type FinishedRun, outputOf, type SeenOutput } from '../outcome/program-output.ts'

/** How a run of postcli ended: the closed list of docs/protocol.md §11. */
export const postcliMeanings = [
  'init-complete',
  'init-failed-although-exit-0',
  'init-interrupted-resumable',
  'ended-by-signal-resumable',
  'refused-bad-settings',
  'refused-not-confirmed',
  'refused-other-data-in-folder',
  'key-and-metadata-differ',
  'metadata-not-readable',
  'data-valid',
  'data-invalid',
  'verify-failed',
  'nonce-found',
  'still-running-when-signalled',
  'bad-flags',
  'info',
  'unknown',
] as const
export type PostcliMeaning = (typeof postcliMeanings)[number]

/** Go's log writes `2026/11/21 09:36:42 text` to stderr; the flag package writes without a time. */
const said = (text: string): RegExp => new RegExp(`^(?:\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d )?${text}`)

const postcliMarks = {
  flagRefused: /^(?:flag provided but not defined:|invalid (?:boolean )?value .* for (?:flag )?-|flag needs an argument:|bad flag syntax:)/,
  panicked: /^panic: /,
  completed: said('cli: initialization completed'),
  failed: said('cli: initialization error'),
  interrupted: said('cli: initialization interrupted'),
  writing: /\tinitialization: (?:starting|continuing) to write file\b|"initialization: (?:starting|continuing) to write file"/,
  declined: said('Aborting$'),
  otherData: said('aborting$'),
  differ: said('(?:WARNING: inconsistent state: |(?:NodeID in )?.*identity\\.key.* does(?: not|n.t) match|NodeID in .* does not match)'),
  metadata: said('failed to load metadata'),
  settingMissing: said('-\\w+ (?:must be specified|flag is required)'),
  notHex: said('failed to decode (?:id|commitmentAtxId) '),
  valid: said('cli: POS data is valid'),
  invalid: said('cli: invalid POS'),
  verifyFailed: said('cli: failed \\('),
  nonceFound: said('cli: search for nonce completed\\. Nonce: '),
  usage: /^Usage of /,
} as const

type Mark = keyof typeof postcliMarks

/** In the order in which they decide: a run that says several things ends with the last of its life. */
const whenExit1: readonly (readonly [Mark, PostcliMeaning])[] = [
  ['declined', 'refused-not-confirmed'],
  ['differ', 'key-and-metadata-differ'],
  ['otherData', 'refused-other-data-in-folder'],
  ['metadata', 'metadata-not-readable'],
  ['settingMissing', 'bad-flags'],
  ['notHex', 'bad-flags'],
  ['interrupted', 'init-interrupted-resumable'],
  ['invalid', 'data-invalid'],
  ['verifyFailed', 'verify-failed'],
]
const whenExit0: readonly (readonly [Mark, PostcliMeaning])[] = [
  ['failed', 'init-failed-although-exit-0'],
  ['completed', 'init-complete'],
  ['valid', 'data-valid'],
  ['nonceFound', 'nonce-found'],
]

const firstMark = (seen: SeenOutput, list: readonly (readonly [Mark, PostcliMeaning])[]): PostcliMeaning | null =>
  list.find(([mark]) => seen.marks.has(mark))?.[1] ?? null

/** Go's flag package takes one or two dashes. */
const asksInfo = (args: readonly string[]): boolean =>
  args.some((argument) => /^--?(?:h|help|printProviders|printNumFiles|printConfig)(?:=(?:true|1|t|T|TRUE|True))?$/.test(argument))

/** Names how a run of postcli ended, from its arguments, exit and output; `unknown` rather than a wrong claim. */
export function readPostcliEnding(run: FinishedRun): PostcliMeaning {
  const seen = outputOf(run, postcliMarks)
  if (run.signal !== null) {
    // Killed while writing labels, the same command goes on where it stopped; a proof or a check starts anew.
    return seen.marks.has('writing') && !seen.marks.has('completed')
      ? 'ended-by-signal-resumable'
      : run.wasRunning
        ? 'still-running-when-signalled'
        : 'unknown'
  }
  if (run.exit === 0) return firstMark(seen, whenExit0) ?? (asksInfo(run.args) ? 'info' : 'unknown')
  if (run.exit === 1) return firstMark(seen, whenExit1) ?? 'unknown'
  if (run.exit !== 2) return 'unknown'
  if (seen.marks.has('flagRefused')) return 'bad-flags'
  // Settings that only the library refuses end in a Go panic (README of the recordings 9).
  return seen.marks.has('panicked') ? 'refused-bad-settings' : 'unknown'
}
