export { identityOf, programOf } from './program-process.io.ts'
export { lockFileOf, nodesAt, reasonsFor, signsOf } from './signs.io.ts'
