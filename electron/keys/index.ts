// Key files: what is a key, whose it is, and what a node would load at its next start. Said once, for whoever looks at a folder.
export { keyCharacters, keyFileLimit, mayBeKey, nameRule } from './key-file.ts'
export { doubledKeys, type LoadCandidate, loadProblems, type NextStart, nextStart, supervisedName } from './next-start.ts'
export { deriveSmesherId, type KeyIdentity, soundKey } from './smesher-id.io.ts'
