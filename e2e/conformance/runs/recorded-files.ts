import { readFileSync } from 'node:fs'
import { NodeRequest, ServiceResponse } from '../../../proto/generated/spacemesh/v1/post.ts'
import type { RegisterCall, SeenEvent } from './record.ts'

/** Lines of JSON, one object each. */
export const readLines = (file: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))

const hexOf = (base64: unknown): string | null => (typeof base64 === 'string' ? Buffer.from(base64, 'base64').toString('hex') : null)

/** Milliseconds since 1970; null for what is no time. */
export function timeOf(text: unknown): number | null {
  const ms = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

/** The publish epoch that an event tells, by its own name or by the epoch that it is for. */
function publishOf(details: object): number | null {
  if ('publish' in details) return Number(details.publish)
  return 'target' in details ? Number(details.target) - 1 : null
}

/** An event in protobuf's JSON form. */
export function seenEvent(event: Readonly<Record<string, unknown>>): SeenEvent | null {
  const kind = Object.keys(event).find((key) => !['timestamp', 'help', 'failure'].includes(key))
  const details = kind === undefined ? null : event[kind]
  if (kind === undefined || typeof details !== 'object' || details === null) return null
  return {
    kind,
    fields: Object.keys(details),
    failure: event.failure === true,
    smesher: 'smesher' in details ? hexOf(details.smesher) : null,
    publish: publishOf(details),
    atMs: timeOf(event.timestamp),
  }
}

/** Events as grpcurl printed them, one after the other; its error texts between them are passed over. */
export const readEventTexts = (file: string): readonly string[] => readFileSync(file, 'utf8').match(/^\{$[\s\S]*?^\}$/gm) ?? []

/** The same, each reduced to what decides. */
export const readEvents = (file: string): readonly SeenEvent[] => readEventTexts(file).flatMap((text) => seenEvent(JSON.parse(text)) ?? [])

/** A message of a Register call in JSON, ids as hex. */
export function messageOf(fromNode: boolean, bytes: Uint8Array): object {
  const message = fromNode ? NodeRequest.toJSON(NodeRequest.decode(bytes)) : ServiceResponse.toJSON(ServiceResponse.decode(bytes))
  return JSON.parse(JSON.stringify(message), (key, value) => (key === 'nodeId' ? hexOf(value) : value))
}

/** How a call ended, in one word or with code and text when the node refused it. */
export function endOf(status: { readonly code: number; readonly details: string } | null, clientGone: boolean): string {
  if (status === null || status.code === 1 || (clientGone && status.code !== 2 && status.code !== 9 && status.code !== 14))
    return 'service gone'
  return status.code === 14 ? 'node gone' : `status ${status.code}: ${status.details}`
}

/** The Register calls of a recorded wire, in the order in which they were opened. */
export function readCalls(file: string): readonly RegisterCall[] {
  const rows = readLines(file).filter((row) => typeof row.call === 'number')
  return [...Map.groupBy(rows, (row) => row.call).values()].flatMap((list) => {
    if (list[0]?.path !== '/spacemesh.v1.PostService/Register') return []
    const messages = list.flatMap((row) => {
      const fromNode = row.dir === 's>c'
      return typeof row.hex === 'string' ? [{ fromNode, message: messageOf(fromNode, Buffer.from(row.hex, 'hex')) }] : []
    })
    const ended = list.find((row) => row.ev === 'status')
    const cancelled = list.findIndex((row) => row.ev === 'client cancelled')
    const gone = cancelled >= 0 && (ended === undefined || cancelled < list.indexOf(ended))
    const status = ended === undefined ? null : { code: Number(ended.code), details: String(ended.details) }
    return [{ messages, end: endOf(status, gone) }]
  })
}
