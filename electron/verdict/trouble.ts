import type { SmesherId } from '../contract/model/basics.ts'
import type { Alert } from '../contract/model/rig.ts'
import { within } from '../contract/seen.ts'
import { riskOf } from './risks.ts'

/** One thing that asks for a person. Equal causes are one alert, however many rows they concern. */
export interface Trouble
  extends Pick<Alert, 'risk' | 'tone' | 'words' | 'values' | 'route' | 'act' | 'acknowledge' | 'costEpochs' | 'evidence'> {
  readonly cause: string
  readonly deadline: number | null
}

/** A trouble with the identity whose row it concerns; `null` for what concerns none. */
export interface Concern {
  readonly trouble: Trouble
  readonly identity: SmesherId | null
}

type Needed = 'cause' | 'tone' | 'words'

const longest = 2_000
/** Names of files and lines of programs come from outside: without what turns or ends the writing, and no more of it than can be read. */
const plain = (text: string): string => within(text.replaceAll(/\p{C}/gu, ''), longest)

export const trouble = (part: Pick<Trouble, Needed> & Partial<Trouble>): Trouble => ({
  risk: riskOf(part.words, part.values?.finding),
  values: {},
  route: null,
  act: null,
  acknowledge: false,
  costEpochs: null,
  evidence: [],
  deadline: null,
  ...part,
  ...(part.values && { values: Object.fromEntries(Object.entries(part.values).map(([name, value]) => [name, plain(value)])) }),
  ...(part.evidence && { evidence: part.evidence.map(plain) }),
})
