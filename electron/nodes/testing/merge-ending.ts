import { systemEndings } from '../../contract/model/endings.ts'
import { type FinishedRun, firstRule, outputOf, type SeenOutput } from '../../post/index.ts'
import { systemRules } from '../outcome/system.ts'

/** How a run of merge-nodes ended: the closed list of docs/protocol.md §11. */
const mergeMeanings = [
  'merged',
  'merged-without-keys',
  'merged-but-target-has-duplicate-key',
  'same-file-name',
  'rows-conflict-keys-already-copied',
  'key-defective',
  'key-defective-earlier-keys-already-copied',
  'source-supervised',
  'target-supervised',
  'source-database-missing',
  'source-database-older',
  'source-database-newer',
  'target-database-older',
  'target-database-newer',
  'source-keys-missing',
  ...systemEndings,
  'bad-flags',
  'info',
  'unknown',
] as const
export type MergeMeaning = (typeof mergeMeanings)[number]

/** What lies on one side: `user_version` of `local.sql`, and the public key (or its beginning) of each key file. */
export interface MergeSide {
  readonly userVersion: number | null
  readonly keys: Readonly<Record<string, string>>
}

export interface MergeRun extends FinishedRun {
  readonly source: MergeSide | null
  /** Before the run; 1.4 tells neither side's version, so they are compared with each other. */
  readonly target: MergeSide | null
  readonly targetAfter: MergeSide | null
}

const mergeMarks = {
  merging: /\tmerging databases\b|"merging databases"/,
  copied: /\tcopied identity\b|"copied identity"/,
  sourceSupervised: /source appears to be a supervised node/,
  targetSupervised: /target appears to be a supervised node/,
  // 1.4 has no `Error:` line: it logs a warning.
  refused: /\tapp run: /,
} as const

const flagRules =
  /^(?:unknown (?:shorthand )?flag|flag provided but not defined|required flags?|flag needs an argument|unknown command|invalid argument|accepts \d|bad flag syntax)/i

function fromVersions(text: string, run: MergeRun): MergeMeaning | null {
  const side = /^open (source|target) database/.exec(text)?.[1]
  if (side === 'source' && /no such file or directory|cannot find the (?:file|path)/i.test(text)) return 'source-database-missing'
  if (/old database version/.test(text)) return side === 'target' ? 'target-database-older' : 'source-database-older'
  if (/database version is too new/.test(text)) return side === 'source' ? 'source-database-newer' : 'target-database-newer'
  if (!/invalid schema version/.test(text)) return null
  // 1.4 says only that the version is wrong. The target is opened first, so it had the tool's own version when the source fails.
  const source = run.source?.userVersion ?? null
  const target = (side === 'source' ? (run.targetAfter ?? run.target) : run.target)?.userVersion ?? null
  if (source === null || target === null || source === target) return null
  if (side === 'source') return source < target ? 'source-database-older' : 'source-database-newer'
  return target < source ? 'target-database-older' : null
}

function refusal(text: string, seen: SeenOutput, run: MergeRun): MergeMeaning {
  if (flagRules.test(text)) return 'bad-flags'
  const copied = seen.marks.has('copied')
  const named = firstRule<MergeMeaning>(text, [
    [/identity file .* already exists/, 'same-file-name'],
    [/database: object exists/, copied ? 'rows-conflict-keys-already-copied' : 'unknown'],
    [/not a valid key file /, copied ? 'key-defective-earlier-keys-already-copied' : 'key-defective'],
    [/read source key directory: .*(?:no such file or directory|cannot find the (?:file|path))/i, 'source-keys-missing'],
  ])
  return named ?? fromVersions(text, run) ?? firstRule(text, systemRules) ?? 'unknown'
}

/** Two key files with the same key: the next start of the target refuses (docs/protocol.md §2). */
function hasDuplicate(side: MergeSide | null): boolean {
  const keys = Object.entries(side?.keys ?? {})
    .filter(([name]) => name.endsWith('.key'))
    .map(([, key]) => key.toLowerCase())
  return new Set(keys).size < keys.length
}

/** Names how a merge ended, from arguments, exit, output and what lies on both sides. */
export function readMergeEnding(run: MergeRun): MergeMeaning {
  const seen = outputOf(run, mergeMarks)
  if (run.exit === 0) {
    if (run.args.some((argument) => /^(?:-h|--?help|-v|--?version)$/.test(argument))) return 'info'
    if (!seen.marks.has('copied')) return seen.marks.has('merging') ? 'merged-without-keys' : 'unknown'
    return hasDuplicate(run.targetAfter) ? 'merged-but-target-has-duplicate-key' : 'merged'
  }
  if (run.exit === null) return 'unknown'
  if (seen.marks.has('sourceSupervised')) return 'source-supervised'
  if (seen.marks.has('targetSupervised')) return 'target-supervised'
  const text = seen.error ?? seen.marks.get('refused')?.replace(/^.*\tapp run: /, '') ?? ''
  return refusal(text, seen, run)
}
