// The user's rig as one file.
export {
  keepSettings,
  readSettings,
  resolvePaths,
  restoreSettings,
  settingsFileOf,
  settingsVersions,
  writeSettings,
} from './settings.io.ts'
export {
  checkSettings,
  emptySettings,
  isFault,
  type NodeSettings,
  parseSettings,
  type ServiceSettings,
  type Settings,
  witnessName,
} from './settings.ts'
