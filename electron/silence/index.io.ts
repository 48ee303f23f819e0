export { identityOf, programOf } from './program-process.io.ts'
export { databasesIn, lockFileOf, nodesAt, reasonsFor, signsOf } from './signs.io.ts'
