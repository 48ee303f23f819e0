// The PoST data, post-service and postcli, as other rooms may know them.
export { type ServiceCommandLine, serviceCommandLine, withAddress } from './command-line.ts'
export type { DataFinding } from './data-files.ts'
export { createDataReader, type DataReader } from './data-reader.io.ts'
export { refusedByVersion } from './flag-versions.ts'
export { type DataSizes, foldProof, type LogProofs, loggedProofs, noLogProofs } from './log-proof.ts'
export { type DataFolder, readDataFolder, readMetadata } from './metadata.io.ts'
export {
  type MetadataDefect,
  type MetadataDefectKind,
  type MetadataField,
  type MetadataRead,
  type PostMetadata,
  parseMetadata,
} from './metadata.ts'
export { askStatus } from './operator.io.ts'
export {
  nameRunningService,
  nameServiceEnding,
  postServiceMarks,
  type RunningTrouble,
  readServiceEnding,
} from './outcome/post-service.ts'
export {
  type Ending,
  type FinishedRun,
  firstRule,
  outputOf,
  type ProgramOutput,
  plainText,
  programOutput,
  type SeenOutput,
} from './outcome/program-output.ts'
export { serviceVersionOf } from './program-version.io.ts'
export {
  type DisconnectReason,
  foldServiceLife,
  lifePhase,
  newServiceLife,
  parseServiceLine,
  type ServiceLife,
  type ServiceLogLine,
  type ServicePhase,
  serviceLogPhases,
  servicePhase,
  serviceTextPhase,
} from './service-log.ts'
export { type OperatorStatus, parseStatus, passOf } from './status.ts'
