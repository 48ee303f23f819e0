import { useState } from 'react'
import type { AppClient } from '../../bridge/connection.ts'
import { useClient } from '../../state/desk.ts'
import { type FaultWords, faultWords } from '../../words/errors.ts'
import { foundWords } from '../../words/found.ts'
import { formOf } from './entry-form.ts'
import { nodeFor, type Thing } from './found-things.ts'
import { nodeKind } from './node-form.ts'
import { serviceKind } from './service-form.ts'

/** What became of one thing: `null` once it is added, else why it is not. */
export type Outcome = FaultWords | null

const nodeFailed: FaultWords = { title: foundWords.nodeFailed, why: '', act: '', reference: null }

/** One entry by the act that its form has; throws what is refused. */
async function add(client: AppClient, thing: Thing, node: string | null): Promise<void> {
  const { draft } = thing
  if ('addresses' in draft) await nodeKind.keep(client, null, { form: formOf(nodeKind, draft, false), read: draft })
  else await serviceKind.keep(client, null, { form: { ...formOf(serviceKind, draft, false), node }, read: draft })
}

interface Adding {
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly pending: boolean
  /** One after the other, nodes first; what fails stops nothing but the services of a node that failed. */
  readonly run: (chosen: readonly Thing[], all: readonly Thing[]) => Promise<void>
}

export const useAdding = (): Adding => {
  const client = useClient()
  const [outcomes, tell] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [pending, setPending] = useState(false)
  const run = async (chosen: readonly Thing[], all: readonly Thing[]) => {
    if (client === null || pending) return
    setPending(true)
    const now = new Map(outcomes)
    for (const thing of chosen) {
      const added = new Map([...now].map(([id, outcome]) => [id, outcome === null]))
      const node = thing.kind === 'service' ? nodeFor(thing, all, added) : null
      const outcome = node === 'failed' ? nodeFailed : await add(client, thing, node).then(() => null, faultWords)
      now.set(thing.id, outcome)
      tell(new Map(now))
    }
    setPending(false)
  }
  return { outcomes, pending, run }
}
