// The user's rig as one file, and the addresses in it.
export { type HostPort, parseAddress } from './address.ts'
export { type DialPlace, dialPlace, ipFamily, parseListener, reaches } from './listener-address.ts'
export { refusedHost } from './refused-host.io.ts'
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
} from './settings.ts'
