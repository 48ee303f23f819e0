/** What differs between the node versions that the simulator plays. */
export interface NodeVersion {
  readonly name: string
  readonly commit: string
  /** `PRAGMA user_version` of local.sql and of state.sql. */
  readonly localSql: number
  readonly stateSql: number
  /** Table of the initial proofs in local.sql. */
  readonly postTable: 'post' | 'initial_post'
  /** 1.7 asks its own PoET four times before it launches it: 8–12 s of silence at every start (e2e/recordings/README.md, 3). */
  readonly asksPoetBeforeLaunch: boolean
  /** 1.4 and 1.6 print a late refusal once more, without `Error: `. */
  readonly repeatsRefusal: boolean
  readonly looksForLegacyKey: boolean
  readonly panicsWithoutPoetKey: boolean
  /** From 1.7.5 on poet_wait_* events come in pairs with their successors. */
  readonly pairedEvents: boolean
  readonly malfeasanceService: boolean
  /** Genesis ids and beacons with 0x before them. */
  readonly prefixedHex: boolean
}

const v176: NodeVersion = {
  name: '1.7.6',
  commit: '158fac3abb803addb8346413ca9c2e29007375d2',
  localSql: 9,
  stateSql: 25,
  postTable: 'post',
  asksPoetBeforeLaunch: true,
  repeatsRefusal: false,
  looksForLegacyKey: false,
  panicsWithoutPoetKey: true,
  pairedEvents: true,
  malfeasanceService: true,
  prefixedHex: false,
}

const v168: NodeVersion = {
  ...v176,
  name: '1.6.8',
  commit: 'd87adec6fd3e9669deba7eb45c1ca00ccf1ff16b',
  localSql: 8,
  stateSql: 19,
  asksPoetBeforeLaunch: false,
  repeatsRefusal: true,
  pairedEvents: false,
  malfeasanceService: false,
}

const v146: NodeVersion = {
  ...v168,
  name: '1.4.6',
  commit: 'ac8c41a2b42ac448f6cc60aec1bbf188817810ee',
  localSql: 7,
  stateSql: 15,
  postTable: 'initial_post',
  looksForLegacyKey: true,
  panicsWithoutPoetKey: false,
  prefixedHex: true,
}

export const defaultVersion = v176.name

/** The version of that name, with or without its `v`; 1.7.6 for a name that is not simulated. */
export const nodeVersion = (name: string): NodeVersion =>
  [v176, v168, v146].find((version) => version.name === name.replace(/^v/, '')) ?? v176
