import * as z from 'zod/mini'
import { SmesherId } from '../contract/model/basics.ts'
import { saw } from '../contract/seen.ts'
import { NumberText, readJson } from './metadata-json.ts'

/** What `postdata_metadata.json` says. Label counts are bigint: they reach 2^63 (docs/protocol.md §12). */
export interface PostMetadata {
  readonly nodeId: SmesherId
  /** 64 lower-case hex characters. */
  readonly commitmentAtxId: string
  readonly labelsPerUnit: bigint
  readonly numUnits: number
  /** Bytes. */
  readonly maxFileSize: bigint
  /** Index of the VRF nonce; `null` until it is found. */
  readonly nonce: bigint | null
  /** 32 hex characters, or `null`. */
  readonly nonceValue: string | null
  readonly lastPosition: bigint | null
}

const metadataFields = [
  'NodeId',
  'CommitmentAtxId',
  'LabelsPerUnit',
  'NumUnits',
  'MaxFileSize',
  'Nonce',
  'NonceValue',
  'LastPosition',
] as const
export type MetadataField = (typeof metadataFields)[number]

export type MetadataDefectKind =
  | 'not-found'
  | 'not-readable'
  | 'too-large'
  | 'not-utf8'
  | 'not-json'
  | 'trailing-text'
  | 'not-an-object'
  | 'field-missing'
  | 'field-twice'
  | 'wrong-type'
  | 'not-base64'
  | 'looks-like-hex'
  | 'wrong-length'
  | 'negative'
  | 'out-of-range'
  | 'not-multiple-of-16'
  | 'zero'

/** One thing wrong with the file. `serviceRefuses`: post-service ends with exit 1 because of it (recorded); else it only harms later. */
export interface MetadataDefect {
  readonly field: MetadataField | null
  readonly kind: MetadataDefectKind
  readonly detail: string
  readonly serviceRefuses: boolean
}

export type MetadataRead =
  | { readonly ok: true; readonly metadata: PostMetadata; readonly warnings: readonly MetadataDefect[] }
  | { readonly ok: false; readonly defects: readonly MetadataDefect[] }

/** Bytes; real files have 200 to 300. */
export const metadataLimit = 64 * 1024
/** Bytes of one label, in every version so far. */
const bytesPerLabel = 16n

const u32 = 2n ** 32n - 1n
const u64 = 2n ** 64n - 1n

const defectOf =
  (serviceRefuses: boolean) =>
  (field: MetadataField | null, kind: MetadataDefectKind, detail: string): MetadataDefect => ({ field, kind, detail, serviceRefuses })
const refusal = defectOf(true)
const warning = defectOf(false)

/** As it stands in the file, cut short. */
const shown = (value: unknown): string => (value instanceof NumberText ? value.text : (JSON.stringify(value) ?? '')).slice(0, 48)

/** Codes of hex digits. */
const digits = Array.from({ length: 16 }, (_, value) => value.toString(16).charCodeAt(0))

/** In steps: a scan does it two thousand times. */
function hexOf(base64: string): string {
  const bytes = atob(base64)
  const codes: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes.charCodeAt(at)
    codes.push(digits[byte >> 4] ?? 0, digits[byte & 15] ?? 0)
  }
  return String.fromCharCode(...codes)
}

/** 32 bytes as canonical base64, with its padding or without (docs/protocol.md §12). */
function bytes32(field: MetadataField, value: unknown): string | MetadataDefect {
  if (value === undefined) return refusal(field, 'field-missing', saw('field-missing', field))
  const wanted = () => saw('wants', field, shown(value), 'base64')
  if (typeof value !== 'string') return refusal(field, 'wrong-type', wanted())
  // The last letter of 32 bytes is one of these.
  if (/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=?$/.test(value)) return hexOf(value)
  if (/^(?:0x)?[0-9a-f]{64}$/i.test(value)) return refusal(field, 'looks-like-hex', wanted())
  const odd = /[^A-Za-z0-9+/=]/.test(value) || /^[A-Za-z0-9+/]{43}=?$/.test(value)
  return refusal(field, odd ? 'not-base64' : 'wrong-length', wanted())
}

interface IntegerRule {
  readonly optional: boolean
  readonly max: bigint
}

function integer(field: MetadataField, value: unknown, rule: IntegerRule): bigint | null | MetadataDefect {
  if (value === undefined || value === null) {
    if (rule.optional) return null
    if (value === undefined) return refusal(field, 'field-missing', saw('field-missing', field))
  }
  const wanted = () => saw('wants', field, shown(value), rule.max === u32 ? 'whole32' : 'whole')
  if (!(value instanceof NumberText)) return refusal(field, 'wrong-type', wanted())
  if (/^-\d+$/.test(value.text)) return refusal(field, 'negative', wanted())
  if (!/^\d{1,30}$/.test(value.text)) return refusal(field, 'wrong-type', wanted())
  const whole = BigInt(value.text)
  return whole > rule.max ? refusal(field, 'out-of-range', wanted()) : whole
}

const isDefect = (value: unknown): value is MetadataDefect => typeof value === 'object' && value !== null && 'serviceRefuses' in value

/** The fields that post-service knows, in its order; of the others it takes anything, also twice. */
const knownToService = metadataFields.filter((field) => field !== 'NonceValue')

/** A field given twice is refused by the real reader, while JSON.parse would silently keep the last. */
function givenTwice(keys: readonly string[]): MetadataDefect[] {
  if (new Set(keys).size === keys.length) return []
  return knownToService
    .filter((field) => keys.filter((key) => key === field).length > 1)
    .map((field) => refusal(field, 'field-twice', saw('field-twice', field)))
}

type Fields = Partial<Record<string, unknown>>

/** The object, or a list with exactly the service's fields in its order, which it takes as well. */
function fieldsOf(value: unknown): Fields | null {
  if (Array.isArray(value))
    return value.length === knownToService.length ? Object.fromEntries(knownToService.map((field, at) => [field, value[at]])) : null
  return typeof value === 'object' && value !== null && !(value instanceof NumberText) ? { ...value } : null
}

function warningsOf(metadata: PostMetadata): MetadataDefect[] {
  const found: MetadataDefect[] = []
  if (metadata.labelsPerUnit === 0n) found.push(warning('LabelsPerUnit', 'zero', saw('never-proves', 'LabelsPerUnit')))
  if (metadata.numUnits === 0) found.push(warning('NumUnits', 'zero', 'NumUnits = 0'))
  if (metadata.maxFileSize === 0n) found.push(warning('MaxFileSize', 'zero', saw('never-proves', 'MaxFileSize')))
  else if (metadata.maxFileSize % bytesPerLabel !== 0n)
    found.push(warning('MaxFileSize', 'not-multiple-of-16', `MaxFileSize = ${metadata.maxFileSize}`))
  if (metadata.nonce === null) found.push(warning('Nonce', 'field-missing', saw('no-nonce-yet')))
  return found
}

/** NonceValue is postcli's own note: post-service ignores it, so a broken one is only worth a warning. */
function readNonceValue(value: unknown): { nonceValue: string | null; warnings: MetadataDefect[] } {
  if (value === undefined || value === null || value === '') return { nonceValue: null, warnings: [] }
  if (typeof value === 'string' && /^[0-9a-fA-F]{32}$/.test(value)) return { nonceValue: value.toLowerCase(), warnings: [] }
  return { nonceValue: null, warnings: [warning('NonceValue', 'wrong-length', saw('wants', 'NonceValue', shown(value), 'hex16'))] }
}

/** Parses the text of `postdata_metadata.json`; names every defect, by field. Pure; limits: `metadataLimit`. */
export function parseMetadata(text: string): MetadataRead {
  if (text.length > metadataLimit) return { ok: false, defects: [refusal(null, 'too-large', saw('too-long', String(metadataLimit)))] }
  const json = readJson(text)
  if (!json.ok) return { ok: false, defects: [refusal(null, json.kind, json.detail)] }
  const fields = fieldsOf(json.value)
  if (fields === null) return { ok: false, defects: [refusal(null, 'not-an-object', saw('no-object', shown(json.value)))] }
  const read = {
    nodeId: bytes32('NodeId', fields.NodeId),
    commitmentAtxId: bytes32('CommitmentAtxId', fields.CommitmentAtxId),
    labelsPerUnit: integer('LabelsPerUnit', fields.LabelsPerUnit, { optional: false, max: u64 }),
    numUnits: integer('NumUnits', fields.NumUnits, { optional: false, max: u32 }),
    maxFileSize: integer('MaxFileSize', fields.MaxFileSize, { optional: false, max: u64 }),
    nonce: integer('Nonce', fields.Nonce, { optional: true, max: u64 }),
    lastPosition: integer('LastPosition', fields.LastPosition, { optional: true, max: u64 }),
  }
  const defects = [...Object.values(read).filter(isDefect), ...givenTwice(json.keys)]
  const { nodeId, commitmentAtxId, labelsPerUnit, numUnits, maxFileSize, nonce, lastPosition } = read
  if (defects.length > 0 || typeof nodeId !== 'string' || typeof commitmentAtxId !== 'string') return { ok: false, defects }
  if (typeof labelsPerUnit !== 'bigint' || typeof numUnits !== 'bigint' || typeof maxFileSize !== 'bigint') return { ok: false, defects }
  if (isDefect(nonce) || isDefect(lastPosition)) return { ok: false, defects }
  const { nonceValue, warnings } = readNonceValue(fields.NonceValue)
  const metadata = {
    nodeId: z.parse(SmesherId, nodeId),
    commitmentAtxId,
    labelsPerUnit,
    numUnits: Number(numUnits),
    maxFileSize,
    nonce,
    nonceValue,
    lastPosition,
  }
  return { ok: true, metadata, warnings: [...warningsOf(metadata), ...warnings] }
}

/** Bytes of all labels. */
export const dataBytes = (metadata: Pick<PostMetadata, 'labelsPerUnit' | 'numUnits'>): bigint =>
  BigInt(metadata.numUnits) * metadata.labelsPerUnit * bytesPerLabel
