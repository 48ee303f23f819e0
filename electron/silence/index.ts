export { blindText } from './blind.ts'
export type { ProgramProcess, Reasons, Signs, SilenceFacts } from './facts.ts'
export { scriptsIn, startsNodeOf } from './reasons.ts'
export { type Judgement, judgeSilence } from './verdict.ts'
