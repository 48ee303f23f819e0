// The support bundle: what somebody else needs to help, without a secret. What is saved is what was shown.
export type { Sources } from './gather.io.ts'
export { createSupport, type Support } from './support.io.ts'
