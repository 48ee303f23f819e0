// Starts Smeshdesk at login, or with the computer, by the system's own means.
export { type AutostartOptions, createAutostart, type HeldAutostart } from './autostart.io.ts'
export type { Scope } from './plan.ts'
