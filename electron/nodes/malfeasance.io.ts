import type { RigName, SmesherId } from '../contract/model/basics.ts'
import type { Answer } from '../net/index.ts'
import type { NodeClients } from './clients.io.ts'
import { type BanAnswer, type BanProof, whyNoBanAnswer } from './malfeasance.ts'

const batchSize = 100
/** v1 has one question per identity: so many at a time, so that a slow node is not flooded. */
const atOnce = 8

type Told = { readonly proofs: readonly BanProof[] } | { readonly why: string }

/** The older question, for nodes before 1.7.2. All or nothing: half an answer would pass for "not proven". */
async function askOneByOne(clients: NodeClients, ids: readonly SmesherId[]): Promise<Told> {
  const proofs: BanProof[] = []
  const queue = ids.values()
  const failures: string[] = []
  const work = async () => {
    for (const id of queue) {
      if (failures.length > 0) return
      const answer = await clients.banQuery(id)
      if (answer.kind !== 'answer') failures.push(whyNoBanAnswer(answer))
      else if (answer.value.proof !== undefined) proofs.push(answer.value.proof)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, ids.length) }, work))
  const [why] = failures
  return why === undefined ? { proofs } : { why }
}

const isUnimplemented = (answer: Answer<unknown>): boolean => answer.kind === 'refused' && answer.code === 'unimplemented'

async function askBatch(clients: NodeClients, ids: readonly SmesherId[]): Promise<Told> {
  const listed = await clients.banList(ids)
  if (listed.kind === 'answer') return { proofs: listed.value.filter(({ id }) => ids.includes(id)) }
  if (isUnimplemented(listed)) return askOneByOne(clients, ids)
  return { why: whyNoBanAnswer(listed) }
}

/**
 * Asks one node, by id, whether it holds a proof of malfeasance: nodes never tell by themselves (docs/protocol.md §8).
 * Batches of 100; v2alpha1 where there is one, else v1. One answer for each batch; `proofs: null` names why a node could not tell.
 */
export async function askBans(
  clients: NodeClients,
  ids: readonly SmesherId[],
  about: { readonly node: RigName; readonly now: () => number },
): Promise<readonly BanAnswer[]> {
  const answers: BanAnswer[] = []
  for (let at = 0; at < ids.length; at += batchSize) {
    const asked = ids.slice(at, at + batchSize)
    const told = await askBatch(clients, asked)
    const common = { node: about.node, at: about.now(), asked }
    answers.push('why' in told ? { ...common, proofs: null, why: told.why } : { ...common, proofs: told.proofs, why: '' })
    // A node that does not answer one batch does not answer the next: the rest is asked in a minute.
    if ('why' in told) {
      const rest = ids.slice(at + batchSize)
      if (rest.length > 0) answers.push({ ...common, asked: rest, proofs: null, why: told.why })
      return answers
    }
  }
  return answers
}
