// What runs on this machine, and what Smeshdesk starts, watches and stops of it.

export { isSameFolder, type OwnFolder, type RunningProcess, type SeenFolder } from './around.ts'
export { besideProcess, type NetTables, netTables, type ProcessBeside } from './beside.io.ts'
export type { BlindSpot } from './coverage.ts'
export { type HeldNode, holdNode } from './folder-holder.io.ts'
export { type LockHolder, lockHolder } from './lock-holder.io.ts'
export { logMeaning } from './log-meaning.ts'
export { type FollowOptions, followLog, type LogPart } from './log-tail.io.ts'
export { drivePoints, type MountOf, mountOf } from './mount.io.ts'
export { type NodeProcess, nodeFolderSeenBy, nodesOnFolder } from './node-process.io.ts'
export { listensOn, type PortState, portOpen } from './port.io.ts'
export { type Aliveness, identifyProcess, isSameProcess, type ProcessIdentity, startedAt, startOf } from './process-identity.io.ts'
export { programLine } from './program-line.ts'
export { folderSeenBy, ownFolder } from './seen-folder.io.ts'
export {
  createServices,
  type Services,
  type ServicesOptions,
  type StartOptions,
  type StopOptions as ServiceStopOptions,
} from './services.io.ts'
export type { SlotKey } from './slot.ts'
export { type Spawned, type SpawnRequest, spawnProgram } from './spawn.io.ts'
export type { SlotProcess } from './standing.io.ts'
export { type StopOptions, type StopResult, stopProcess } from './stop.io.ts'
export { type FolderUser, type FolderUsers, findProcesses, type OpenProcess, usersOfFolder } from './users-of-folder.io.ts'
