/** One small patch that breaks a promise; the guard's sweeps must notice each. `find` occurs exactly once in `file`. */
export interface Mutant {
  readonly name: string
  /** Below `electron/`. */
  readonly file: string
  readonly find: string
  readonly replace: string
}

const mutant = (name: string, file: string, [find, replace]: readonly [string, string]): Mutant => ({ name, file, find, replace })

/** Removed syncs, swapped orders, dropped guards. A promise without its mutant here is only a hope. */
export const mutants: readonly Mutant[] = [
  mutant('a rename whose folder is not synced', 'storage/durable-file.io.ts', [
    'await fs.rename(from, to)\n  await fs.syncFolder(dirname(to))',
    'await fs.rename(from, to)',
  ]),
  mutant('a second name that is not synced before the first goes', 'storage/durable-file.io.ts', [
    'await fs.syncFolder(dirname(to))\n  await fs.unlink(from)',
    'await fs.unlink(from)',
  ]),
  mutant('a new file whose bytes are not synced', 'storage/durable-file.io.ts', [
    'await file.sync().catch(',
    'await Promise.resolve().catch(',
  ]),
  mutant('a journal that is not synced', 'storage/journal.io.ts', ['    await file.sync()\n', '']),
  mutant('a journal whose name is not synced', 'storage/journal.io.ts', ['if (!named) await fs.syncFolder(dirname(path))', '']),
  mutant('a torn journal that is appended to', 'storage/journal.io.ts', [
    "let tail: 'clean' | 'doubtful' = parsed.state === 'torn-tail' ? 'doubtful' : 'clean'",
    "let tail: 'clean' | 'doubtful' = 'clean'",
  ]),
  mutant('the old -wal is not durably gone before the swap', 'migration/stage-rows.io.ts', [
    'await fs.linkNoReplace(database, before)\n  // Durable before the new file gets the name: a `-wal` that comes back after a power loss would be replayed over it.\n  await fs.syncFolder(folder)',
    'await fs.linkNoReplace(database, before)',
  ]),
  mutant('a staged database that is not synced', 'migration/stage-rows.io.ts', ['  await fs.syncFile(staged)\n', '']),
  mutant('a swap without the checkpoint', 'migration/stage-rows.io.ts', ['  await rows.checkpoint(database)\n', '']),
  mutant('a swap without holding the database', 'migration/stage-rows.io.ts', [
    'const held = await swap.rows.hold(swap.before)',
    'const held = { copyTo: (to: string) => swap.fs.copyNew(swap.database, to, 0o600), release: async () => undefined }',
  ]),
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the text of another file
  mutant('the copied key is loadable while it is written', 'migration/names.ts', [
    'temporary: `${to}/.${target.keyName}.tmp-${batch}`',
    'temporary: `${to}/tmp-${batch}.key`',
  ]),
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the text of another file
  mutant('silence is not proven again after the key is retired', 'migration/steps-source.io.ts', [
    "can't load it.\n  await ensureSourceMemory(context)",
    "can't load it.",
  ]),
  mutant('a source that came back is not stopped before its key is retired', 'migration/steps-source.io.ts', [
    'its rows are copied again.\n  await ensureSourceMemory(context)',
    'its rows are copied again.',
  ]),
  mutant('no INTENT before the key is armed', 'migration/steps-arm.io.ts', [
    "  await record(context, ['INTENT', 'arm'], { evidence: { token, to: paths.target.key } })\n",
    '  void token\n',
  ]),
  mutant('no wait', 'migration/wait-rule.ts', ['export const waitLayers = 2', 'export const waitLayers = 0']),
  mutant('the wait counts from the first stop only', 'migration/silence.io.ts', [
    "if (view.lastSign === null || view.state === 'planned' || view.state === 'source-stopped') await noteLastSign(context)",
    'if (view.lastSign === null) await noteLastSign(context)',
  ]),
  mutant('rows of the first stop only', 'migration/silence.io.ts', [
    'if (kept && copy.fingerprint === (await sourceFingerprint(context))) return',
    'if (kept) return',
  ]),
  mutant('a running target takes the key for loaded', 'migration/starting.io.ts', [
    'else if (clock.monotonicMs() - absentSince >= absentForMs) {',
    'else if (clock.monotonicMs() - absentSince >= Number.POSITIVE_INFINITY) {',
  ]),
  mutant('undoing gives the key back before the target half is gone', 'migration/undo.io.ts', [
    'await removeTemporary(context)\n  await removeRows(context)\n  await giveKeyBack(context)',
    'await giveKeyBack(context)\n  await removeTemporary(context)\n  await removeRows(context)',
  ]),
  mutant('undoing leaves the rows', 'migration/undo.io.ts', ['  await removeRows(context)\n', '']),
  mutant('undoing leaves the tombstone', 'migration/undo.io.ts', [
    'if ((await fs.stat(paths.source.tombstone)) !== null)',
    'if (plan.identity.length === 0)',
  ]),
  mutant('undoing is allowed once the key is armed', 'migration/drive.io.ts', [
    'if (context.abortRequested() && canAbort(state) && !armed)',
    'if (context.abortRequested())',
  ]),
  mutant('arming without asking who else has the key', 'migration/steps-arm.io.ts', [
    "const begun = await nowhereElse(context, 'target')",
    'const begun = clock.monotonicMs()',
  ]),
  mutant('undoing without asking who else has the key', 'migration/undo.io.ts', [
    "const looked = await nowhereElse(context, 'source')",
    'const looked = clock.monotonicMs()',
  ]),
  mutant('a node with the key is started beside another that has it', 'migration/starting.io.ts', [
    'if (elsewhere !== null) {',
    'if (elsewhere !== null && plan.identity.length === 0) {',
  ]),
  mutant('a node that lists the key is not looked for', 'migration/exclusive.ts', [
    'look.nodes.filter((one) => one.lists === true && ',
    'look.nodes.filter((one) => one.lists === null && one.lists !== null && ',
  ]),
  mutant('a node of nobody that has the key is not looked for', 'migration/exclusive.ts', [
    '    ...strangersWithKey(look.strangers),\n',
    '',
  ]),
  mutant('a copy in another form passes', 'migration/exclusive.ts', [
    '.filter(({ path }) => !inside(path, own))',
    '.filter(({ path, altered }) => altered === undefined && !inside(path, own))',
  ]),
  mutant('arming and putting back a file with another name', 'migration/exclusive.io.ts', [
    '  await requireOneName(context)\n  for (let',
    '  for (let',
  ]),
  mutant('a node is started while its key file has another name', 'migration/exclusive.io.ts', [
    'if (others > 0) return',
    'if (plan.identity.length === 0) return',
  ]),
  mutant('our own second name after a crash counts as a foreign one', 'migration/key-files.io.ts', [
    'twin.inode === file.inode ? 2 : 1',
    'twin.inode === file.inode ? 1 : 1',
  ]),
  mutant('a node is started by the plan, not by its folder', 'migration/starting.io.ts', [
    "if (!(await keysThere()).entries.some(({ kind }) => kind === 'key')) {",
    'if ((await keysThere()).names.length > 1_000_000) {',
  ]),
  mutant('putting back is promised before it is decided', 'migration/pressed.io.ts', [
    '  if (!(await decided)) throw',
    '  if (decided === null) throw',
  ]),
  mutant('no lease at the target', 'migration/steps-arm.io.ts', ["  await putNote(context, 'lives')\n", '']),
  mutant('what names stand for is not held against the plan at each step', 'migration/drive.io.ts', [
    "if (recovery.kind === 'forward' && !disarms) await requireBound(context)",
    'if (plan.identity.length === 0) await requireBound(context)',
  ]),
  mutant('notes of later moves are read only at the end', 'migration/drive.io.ts', [
    "if (recovery.kind === 'forward' || recovery.kind === 'undo') await requireCustody(context)",
    'if (plan.identity.length === 0) await requireCustody(context)',
  ]),
  mutant('rows of another time are taken', 'migration/silence.io.ts', ['  requireSameRows(view, rowsHash(rows.tables))\n', '']),
  mutant('a ban is forgotten', 'migration/journal-view.ts', ['return { ...view, banned: true }', 'return view']),
  mutant('notes of later moves are not heeded', 'migration/custody.ts', [
    'return note.batch === batch ? outran(view, note) : note.generation > generation',
    'return note.batch === batch && outran(view, note) && generation < 0',
  ]),
  mutant('a node is started whatever its name stands for', 'migration/starting.io.ts', ['  await requireBound(context, [side])\n', '']),
  mutant('whatever runs as the node is ended, agreed to or not', 'migration/consent-names.ts', [
    'return (process) => process.ours || marks.has(markOf(process))',
    'return (process) => process.ours || marks.has(markOf(process)) || process.pid > 0',
  ]),
  mutant('consent means a folder, not a process', 'migration/consent-names.ts', [
    'return (process) => process.ours || marks.has(markOf(process))',
    'return (process) => process.ours || marks.has(markOf(process)) || ends.some(({ folder }) => folder === process.folder)',
  ]),
  mutant('going on agrees to nothing that it named', 'migration/pressed.io.ts', [
    'const ends = agreedMarks(own.live.inTheWay)',
    'const ends = agreedMarks(own.live.inTheWay.slice(own.live.inTheWay.length))',
  ]),
  mutant('a plan that does not name what it ends', 'migration/plan-shown.ts', [
    'plan.ends.map(shownProcess)',
    'plan.ends.slice(0, 0).map(shownProcess)',
  ]),
  mutant('files are written once the profile may be another’s', 'migration/owner.io.ts', [
    'fs: ownedFs(fs, ask)',
    'fs: ownedFs(fs, (act) => act)',
  ]),
  mutant('databases are changed once the profile may be another’s', 'migration/owner.io.ts', [
    'rows: ownedRows(rows, ask)',
    'rows: ownedRows(rows, (act) => act)',
  ]),
  mutant('programs are started and stopped once the profile may be another’s', 'migration/owner.io.ts', [
    'world: ownedWorld(world, ask)',
    'world: ownedWorld(world, (act) => act)',
  ]),
  mutant('nothing is reserved before a move has begun', 'migration/beginning.io.ts', ['  known.reserved.add(claim)\n', '']),
  mutant('a look before a sleep arms the key', 'migration/steps-arm.io.ts', [
    "if (clock.monotonicMs() - begun > freshSilenceMs) throw new Stumble('target', saw('looked-too-long'))",
    'void begun',
  ]),
  mutant('a second sync is trusted', 'migration/batch-context.io.ts', ['({ fs: strictFs(fs), rows, world })', '({ fs, rows, world })']),
]
