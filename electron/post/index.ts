// The PoST data, post-service and postcli, as other rooms may know them.
export { type ServiceCommandLine, serviceCommandLine, withAddress } from './command-line.ts'
export { type DataFile, type DataFinding, type DataJudgement, dataFileIndex, judgeDataFiles } from './data-files.ts'
export { type DataFolder, metadataFileName, readDataFolder, readMetadata } from './metadata.io.ts'
export {
  dataBytes,
  type MetadataDefect,
  type MetadataDefectKind,
  type MetadataField,
  type MetadataRead,
  metadataLimit,
  type PostMetadata,
  parseMetadata,
} from './metadata.ts'
export { askStatus, type OperatorAnswer } from './operator.io.ts'
export {
  nameRunningService,
  nameServiceEnding,
  type PostServiceMeaning,
  postServiceMarks,
  postServiceMeanings,
  readServiceEnding,
} from './outcome/post-service.ts'
export { type PostcliMeaning, postcliMeanings, readPostcliEnding } from './outcome/postcli.ts'
export {
  type Ending,
  type FinishedRun,
  firstRule,
  outputOf,
  plainText,
  type ProgramOutput,
  programOutput,
  type SeenOutput,
} from './outcome/program-output.ts'
export {
  type DisconnectReason,
  disconnectReason,
  foldServiceLife,
  newServiceLife,
  parseServiceLine,
  type ServiceLife,
  type ServiceLogLine,
  type ServicePhase,
  serviceLogPhases,
  servicePhase,
} from './service-log.ts'
export { type OperatorStatus, parseStatus, passOf } from './status.ts'
