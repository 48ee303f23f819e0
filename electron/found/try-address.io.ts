import { setTimeout as wait } from 'node:timers/promises'
import type { AddressKind, AddressTry } from '../contract/model/door.ts'
import { type Answer, parseAddress, refusedHost } from '../net/index.ts'
import { knownNetworks, type NodeClients, openClients } from '../nodes/index.ts'
import { askStatus, type OperatorStatus } from '../post/index.ts'

const nothing: Omit<AddressTry, 'result'> = {
  is: null,
  version: null,
  network: null,
  synced: null,
  identities: null,
  operator: null,
  detail: '',
}
const plain = (result: AddressTry['result'], detail = ''): AddressTry => ({ ...nothing, result, detail })
const saidBy = <T>(answer: Answer<T>): T | null => (answer.kind === 'answer' ? answer.value : null)

/** What answers that is proof of one kind of listener: only it serves that question (docs/protocol.md §4). */
type Proof = { readonly found: AddressTry } | { readonly failed: Answer<unknown> }

async function askPublic(clients: NodeClients): Promise<Proof> {
  const [version, network, status] = await Promise.all([clients.version(), clients.network(), clients.status()])
  // A node before 1.4.5, or one with the old services only, tells no more than its version.
  if (version.kind !== 'answer' && status.kind !== 'answer') return { failed: version }
  const facts = saidBy(network)
  const name = facts === null ? null : (knownNetworks.get(facts.genesisId)?.name ?? facts.hrp)
  const synced = saidBy(status)?.synced ?? null
  return { found: { ...nothing, result: 'right', is: 'public', version: saidBy(version), network: name, synced } }
}

async function askPrivate(clients: NodeClients): Promise<Proof> {
  const ids = await clients.smesherIds()
  if (ids.kind !== 'answer') return { failed: ids }
  return { found: { ...nothing, result: 'right', is: 'private', identities: ids.value.length } }
}

async function askPost(clients: NodeClients): Promise<Proof> {
  const states = await clients.postStates()
  if (states.kind !== 'answer') return { failed: states }
  return { found: { ...nothing, result: 'right', is: 'post', identities: states.value.length } }
}

const questions = { public: askPublic, private: askPrivate, post: askPost } as const
type NodeKind = keyof typeof questions
const nodeKinds = ['public', 'private', 'post'] as const

const ofOperator = ({ kind }: OperatorStatus): AddressTry => ({
  ...nothing,
  result: 'right',
  is: 'operator',
  operator: kind,
})

/** The wrong question was answered somehow: which listener is it then? */
async function whatElse(wanted: AddressKind, address: string, clients: NodeClients): Promise<AddressTry | null> {
  const kinds = nodeKinds.filter((kind) => kind !== wanted)
  const answers = await Promise.all(kinds.map((kind) => questions[kind](clients)))
  const found = answers.find((one) => 'found' in one)
  if (found !== undefined && 'found' in found) return { ...found.found, result: 'other-listener' }
  if (wanted === 'operator') return null
  const operator = await askStatus(address)
  return operator.kind === 'answer' ? { ...ofOperator(operator.value), result: 'other-listener' } : null
}

/** What is to be said where nobody proved to be who was meant. */
async function failedTry(failed: Answer<unknown>, elsewhere: () => Promise<AddressTry | null>): Promise<AddressTry> {
  switch (failed.kind) {
    case 'answer':
    case 'no-address':
    case 'cancelled':
      return plain('not-asked')
    case 'fault':
    case 'address-refused':
      return plain('not-asked', failed.detail)
    case 'silent':
      return plain(/ECONNREFUSED/.test(failed.detail) ? 'nobody' : 'silent', failed.detail)
    case 'hangs':
      return plain('silent', failed.detail)
    case 'garbled':
      return (await elsewhere()) ?? plain('foreign', failed.detail)
    case 'refused':
      // A refusal in the node's own words is an answer, but another gRPC server would refuse what it has not in the same way.
      return (await elsewhere()) ?? plain('not-proven', `${failed.code}: ${failed.detail}`)
  }
}

async function tryNode(kind: NodeKind, address: string, clients: NodeClients): Promise<AddressTry> {
  const proof = await questions[kind](clients)
  return 'found' in proof ? proof.found : failedTry(proof.failed, () => whatElse(kind, address, clients))
}

async function tryOperator(address: string, clients: NodeClients, signal: AbortSignal): Promise<AddressTry> {
  const answer = await askStatus(address, signal)
  return answer.kind === 'answer' ? ofOperator(answer.value) : failedTry(answer, () => whatElse('operator', address, clients))
}

/** Asks an address what it is, read only: at most 2 s for each question. Nothing of an answer is kept. */
export async function tryAddress(
  { kind, address }: { readonly kind: AddressKind; readonly address: string },
  signal: AbortSignal,
): Promise<AddressTry> {
  const place = parseAddress(address)
  if (place === null) return plain('bad-form')
  const refused = refusedHost(place.host)
  if (refused !== null) return plain('not-asked', refused)
  const clients = openClients({ public: address, private: address, post: address })
  const leave = () => clients.close()
  signal.addEventListener('abort', leave, { once: true })
  try {
    return kind === 'operator' ? await tryOperator(address, clients, signal) : await tryNode(kind, address, clients)
  } finally {
    signal.removeEventListener('abort', leave)
    clients.close()
  }
}

type Asked = Parameters<typeof tryAddress>[0]
const atOnce = 16

/** Each of these once, some at a time; answers in their order. */
export async function tryAddresses(asked: readonly Asked[], signal: AbortSignal): Promise<AddressTry[]> {
  const answers: AddressTry[] = []
  for (let at = 0; at < asked.length && !signal.aborted; at += atOnce)
    answers.push(...(await Promise.all(asked.slice(at, at + atOnce).map((one) => tryAddress(one, signal)))))
  return answers
}

const againMs = 4_000

/** The answer, and a fresh one every few seconds, until the asker leaves. */
export async function* watchAddress(asked: Asked, signal: AbortSignal): AsyncGenerator<AddressTry> {
  while (!signal.aborted) {
    const answer = await tryAddress(asked, signal)
    if (signal.aborted) return
    yield answer
    await wait(againMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
