import * as z from 'zod/mini'
import { Awake } from './model/awake.ts'
import { BinaryRow, BinaryStore } from './model/binaries.ts'
import { CertificateRow } from './model/certificate.ts'
import { Happening } from './model/happening.ts'
import { IdentityRow } from './model/identity.ts'
import { Inventory, KeyRow } from './model/key-copies.ts'
import { BatchRow, LostMove } from './model/migration.ts'
import { NetworkRow } from './model/network.ts'
import { Alert, EpochClock, NodeRow, RigState, ServiceRow, Verdict } from './model/rig.ts'
import type { Single } from './state-shape.ts'

/** Kinds of rows that pages mirror, and which field is a row's key. Another kind is one line here. */
export const collections = {
  identities: { row: IdentityRow, key: 'id' },
  nodes: { row: NodeRow, key: 'name' },
  services: { row: ServiceRow, key: 'name' },
  alerts: { row: Alert, key: 'id' },
  batches: { row: BatchRow, key: 'batch' },
  lostMoves: { row: LostMove, key: 'id' },
  keys: { row: KeyRow, key: 'key' },
  certificates: { row: CertificateRow, key: 'key' },
  networks: { row: NetworkRow, key: 'name' },
  happenings: { row: Happening, key: 'key' },
  binaries: { row: BinaryRow, key: 'key' },
} as const
type Table = typeof collections
export type Collection = keyof Table
export type RowOf<Name extends Collection> = z.output<Table[Name]['row']>
export const collectionNames = Object.keys(collections) as readonly Collection[]

/** What stands alone. Of several networks or PoET timings `epoch` is the one on the band, `clocks` has all by their key. */
const aloneSchemas = {
  rig: RigState,
  epoch: z.nullable(EpochClock),
  clocks: z.record(z.string(), EpochClock),
  verdict: z.nullable(Verdict),
  inventory: z.nullable(Inventory),
  store: z.nullable(BinaryStore),
  /** `null`: no rig of the person's own is open. */
  awake: z.nullable(Awake),
} as const satisfies Record<Single, z.ZodMiniType>

type Alone = typeof aloneSchemas
type Records = { [Name in Collection]: z.ZodMiniRecord<z.ZodMiniString, Table[Name]['row']> }
type PatchedAlone = { [Name in Single]: z.ZodMiniOptional<Alone[Name]> }
type PatchedRecords = { [Name in Collection]: z.ZodMiniOptional<z.ZodMiniRecord<z.ZodMiniString, z.ZodMiniNullable<Table[Name]['row']>>> }

const ofEach = (schema: (row: z.ZodMiniType) => z.ZodMiniType): unknown =>
  Object.fromEntries(collectionNames.map((name) => [name, schema(collections[name].row)]))
const optional = (schemas: Readonly<Record<string, z.ZodMiniType>>): unknown =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, z.optional(schema)]))

const State = z.object({ ...aloneSchemas, ...(ofEach((row) => z.record(z.string(), row)) as Records) })
export type State = z.output<typeof State>

/** A patch carries changed rows only, `null` for a row that is gone. */
const StatePatch = z.object({
  ...(optional(aloneSchemas) as PatchedAlone),
  ...(ofEach((row) => z.optional(z.record(z.string(), z.nullable(row)))) as PatchedRecords),
})
export type StatePatch = z.output<typeof StatePatch>

export const StateEvent = z.union([z.object({ rev: z.number(), full: State }), z.object({ rev: z.number(), patch: StatePatch })])
export type StateEvent = z.output<typeof StateEvent>

/** All rows of every collection, as a core gathers them. */
export type AllRows = { readonly [Name in Collection]: readonly RowOf<Name>[] }

/** No row of any kind. */
export const noRows: AllRows = Object.fromEntries(collectionNames.map((name) => [name, []])) as { [Name in Collection]: [] }

/** A state without a row. */
export const emptyState = (rig: State['rig']): State => ({
  rig,
  epoch: null,
  clocks: {},
  verdict: null,
  inventory: null,
  store: null,
  awake: null,
  ...(Object.fromEntries(collectionNames.map((name) => [name, {}])) as { [Name in Collection]: Record<string, never> }),
})
