import { readFileSync } from 'node:fs'
import { Client, credentials, type ServiceError, status } from '@grpc/grpc-js'
import type { Facts } from './record.ts'

/** What decides of one answer: a refusal by code and text, or the names of the fields. */
export interface ApiAnswer {
  /** `400 3 limit is capped at 100`, `FailedPrecondition node is …`; null for an answer that went well. */
  readonly refusal: string | null
  readonly fields: readonly string[]
}

const pathsOf = (value: unknown, prefix: string): readonly string[] => {
  if (Array.isArray(value)) return value.length === 0 ? [`${prefix}[]`] : [...new Set(value.flatMap((one) => pathsOf(one, `${prefix}[]`)))]
  if (typeof value !== 'object' || value === null) return [prefix]
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, `${prefix}.${key}`))
}

/** An answer of the JSON listener. */
export function httpAnswer(code: number, body: string): ApiAnswer {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return { refusal: `${code} ${body.slice(0, 100)}`, fields: [] }
  }
  if (code === 200) return { refusal: null, fields: pathsOf(value, '').toSorted() }
  const problem = typeof value === 'object' && value !== null ? { code: '', message: '', ...value } : { code: '', message: '' }
  return { refusal: `${code} ${problem.code} ${problem.message}`, fields: [] }
}

/** An answer as grpcurl printed it. */
function grpcAnswer({ rc, err }: { readonly rc?: unknown; readonly err?: unknown }): ApiAnswer {
  const [, code = '', message = ''] = /Code: (\w+)\n\s+Message: (.*)/.exec(String(err)) ?? []
  return { refusal: rc === 0 ? null : `${code} ${message}`, fields: [] }
}

/** Recorded questions and answers of one moment; what is no question to a listener (lists of services) is left out. */
export function recordedAnswers(file: string): ReadonlyMap<string, ApiAnswer> {
  const content: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(file, 'utf8'))
  return new Map(
    Object.entries(content).flatMap(([question, answer]): [string, ApiAnswer][] => {
      if (question.startsWith('grpc list')) return []
      if (question.startsWith('grpc ')) return typeof answer === 'object' && answer !== null ? [[question, grpcAnswer(answer)]] : []
      const text = String(answer)
      const code = Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1])
      return [[question, httpAnswer(code, text.slice(text.indexOf('\n\n') + 2))]]
    }),
  )
}

async function askHttp(question: string, address: string): Promise<ApiAnswer> {
  const [, get, path = '', body = ''] = /^(GET )?(\S+) ?(.*)$/.exec(question) ?? []
  const signal = AbortSignal.timeout(5000)
  const answer = await fetch(`http://${address}${path}`, get === undefined ? { method: 'POST', body, signal } : { signal })
  return httpAnswer(answer.status, await answer.text())
}

const codeName = (code: number): string =>
  (status[code] ?? 'UNKNOWN')
    .toLowerCase()
    .split('_')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('')

const raw = (bytes: Buffer): Buffer => bytes

/** Asks a method of the private listener with an empty message. */
function askGrpc(question: string, address: string): Promise<ApiAnswer> {
  const [, service, method] = /^grpc (\w+)\.(\w+)$/.exec(question) ?? []
  const path = `/spacemesh.v1.${service}/${method}`
  const client = new Client(address, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 })
  return new Promise<ApiAnswer>((resolve) => {
    const done = (error: ServiceError | null) => {
      client.close()
      resolve({ refusal: error === null ? null : `${codeName(error.code)} ${error.details}`, fields: [] })
    }
    const options = { deadline: Date.now() + 5000 }
    if (method?.endsWith('Stream') !== true) {
      client.makeUnaryRequest(path, raw, raw, Buffer.alloc(0), options as never, done as never)
      return
    }
    const stream = client.makeServerStreamRequest(path, raw, raw, Buffer.alloc(0), options as never)
    stream.on('data', () => undefined)
    stream.on('error', (error: Error) => done(error as ServiceError))
    stream.on('end', () => done(null))
  })
}

/** Puts the recorded questions of a moment to a running node. */
export async function askAnswers(
  questions: Iterable<string>,
  addresses: { readonly json: string; readonly private: string },
): Promise<ReadonlyMap<string, ApiAnswer>> {
  const answers = new Map<string, ApiAnswer>()
  for (const question of questions) {
    const answer = question.startsWith('grpc ') ? askGrpc(question, addresses.private) : askHttp(question, addresses.json)
    answers.set(
      question,
      await answer.catch((error: unknown) => ({
        refusal: `no answer: ${error instanceof Error ? error.message : String(error)}`,
        fields: [],
      })),
    )
  }
  return answers
}

/** What a list holds at a moment is chance: fields below a list that is empty on one side are left out on both. */
function withoutChance(fields: readonly string[], other: readonly string[]): readonly string[] {
  const empty = [...fields, ...other].filter((path) => path.endsWith('[]'))
  return [...new Set(fields.map((path) => empty.find((list) => path.startsWith(list)) ?? path))].toSorted()
}

/** Facts of one moment for both sides; a service that the simulated network doesn't have at all is named in `missing`. */
export function answerFacts(
  moment: string,
  recorded: ReadonlyMap<string, ApiAnswer>,
  got: ReadonlyMap<string, ApiAnswer>,
): { readonly expected: Facts; readonly got: Facts; readonly missing: readonly string[] } {
  const expectedFacts: Facts = {}
  const gotFacts: Facts = {}
  const missing: string[] = []
  for (const [question, answer] of recorded) {
    const other = got.get(question)
    const name = `answer ${moment}: ${question}`
    if (other === undefined) continue
    if (answer.refusal === null && /^(?:404 5|Unimplemented The server does not implement)/.test(other.refusal ?? '')) {
      missing.push(name)
      continue
    }
    expectedFacts[name] = answer.refusal ?? withoutChance(answer.fields, other.fields)
    gotFacts[name] = other.refusal ?? withoutChance(other.fields, answer.fields)
  }
  return { expected: expectedFacts, got: gotFacts, missing }
}
