export { identityOf, programOf } from './program-process.io.ts'
export { databasesIn, lockFileOf, nodesAt, reasonsFor, signsOf } from './signs.io.ts'
export { type StartFiles, startFiles } from './start-files.io.ts'
export { type StartPlace, startPlaces } from './start-places.io.ts'
