import { saw } from '../contract/seen.ts'
import { nameDurably } from '../storage/index.ts'
import { requireBound } from './bound.io.ts'
import { Frozen, type MoveContext, Paused, record, Stumble, viewOf } from './context.ts'
import { putNote, requireCustody } from './custody.io.ts'
import { keySituation, loadableNames } from './disk-facts.ts'
import { nowhereElse } from './exclusive.io.ts'
import { readDisk } from './key-files.io.ts'
import { freshConsentMs, freshSilenceMs } from './machine.ts'
import { ensureSilent, ensureStillSilent } from './silence.io.ts'
import { unlinkIfThere } from './stage-rows.io.ts'
import { requireNotBanned } from './steps-source.io.ts'
import { requireArmable, requireNewestRows, requireRowsThere } from './steps-target.io.ts'

/** The consent of this session, at most 15 minutes old, not used for an earlier attempt to arm. */
function requireConsent(context: MoveContext): string {
  const { consent } = viewOf(context)
  const { clock, session } = context
  if (consent === null || consent.session !== session || consent.bootId !== clock.bootId)
    throw new Paused('needs-consent', saw('consent-before-restart'))
  if (clock.monotonicMs() - consent.mono > freshConsentMs) throw new Paused('needs-consent', saw('consent-old'))
  if (consent.used) throw new Paused('needs-consent', saw('consent-used'))
  return consent.token
}

/** All looks within five seconds before the key gets its name. */
async function armNow(context: MoveContext, token: string): Promise<void> {
  const { paths, plan, clock } = context
  const begun = await nowhereElse(context, 'target')
  await ensureStillSilent(context, 'target', 'source')
  await requireBound(context)
  await requireCustody(context)
  await record(context, ['INTENT', 'arm'], { evidence: { token, to: paths.target.key } })
  const { source, target } = keySituation(await readDisk(context), plan.identity)
  if (source !== 'retired' || target !== 'temporary')
    throw new Stumble(source !== 'retired' ? 'source' : 'target', saw('key-lies', source, target))
  // The last moment in which it can still be put back.
  if (context.abortRequested()) throw new Paused('abort-requested')
  if (clock.monotonicMs() - begun > freshSilenceMs) throw new Stumble('target', saw('looked-too-long'))
  await nameDurably(paths.target.temporary, paths.target.key, context.side.target.fs)
}

/** A link that a crash left with both names, or not yet durable. */
async function finishNaming(context: MoveContext): Promise<void> {
  const { paths, plan } = context
  const { fs } = context.side.target
  await fs.syncFolder(paths.target.identities)
  await unlinkIfThere(fs, paths.target.temporary)
  await fs.syncFolder(paths.target.identities)
  const disk = await readDisk(context)
  const names = loadableNames(disk.target.folder, plan.identity)
  if (loadableNames(disk.source.folder, plan.identity).length > 0) throw new Frozen('two-loadable')
  if (names.length !== 1 || names[0] !== plan.target.keyName)
    throw new Frozen('target-key-gone', saw('loadable-as', 'target', names.join(', ')))
}

/** The point of no return: the key gets the name under which the target's next start loads it. */
export async function arm(context: MoveContext): Promise<void> {
  const { paths, plan } = context
  context.say('arming')
  if (keySituation(await readDisk(context), plan.identity).target !== 'loadable') {
    const token = requireConsent(context)
    await requireNewestRows(context)
    await ensureSilent(context, 'target')
    await requireRowsThere(context)
    await requireArmable(context)
    await requireNotBanned(context, await context.world.askAbout(plan.identity))
    await armNow(context, token)
  }
  await finishNaming(context)
  await putNote(context, 'lives')
  context.world.keysRenamed()
  await record(context, ['DONE', 'arm'], { to: 'armed', evidence: { key: paths.target.key } })
}
