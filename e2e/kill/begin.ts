import { RigName, SmesherId } from '../../electron/contract/model/basics.ts'
import type { MovePlan } from '../../electron/contract/model/migration.ts'
import { until } from '../host/until.ts'
import type { AppLife } from './app-under-kill.ts'

const planDeadlineMs = 60_000
const beginTries = 5

export interface Travel {
  readonly id: string
  readonly target: string
}

/** Asks until every check passes: right after a move a node may not be in sync again, or not yet listed. */
async function planOf(app: AppLife, { id, target }: Travel): Promise<MovePlan> {
  let open = 'nothing was answered'
  const asked = { identity: SmesherId.parse(id), target: RigName.parse(target) }
  const ask = async () => {
    const { plan, checks } = await app.client.migration.scan(asked)
    open = checks
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown')
      .map((check) => `${check.id}: ${check.evidence}`)
      .join('; ')
    return plan
  }
  const patiently = () =>
    ask().catch((error: unknown) => {
      open = String(error)
      return null
    })
  return until('a plan', { deadlineMs: planDeadlineMs, everyMs: 200 }, patiently).catch((error: unknown) => {
    throw new Error(`${String(error)}; open: ${open}`)
  })
}

const changed = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'plan_changed'

/** A plan may be overtaken by an ATX that is published between the look and the consent: then a person looks again. */
export async function begin(app: AppLife, options: Travel): Promise<void> {
  for (let left = beginTries; ; left -= 1) {
    const { hash, consentWords, identity, target } = await planOf(app, options)
    try {
      await app.client.migration.begin({ identity, target, hash, words: consentWords })
      return
    } catch (error) {
      if (left === 0 || !changed(error)) throw error
    }
  }
}
