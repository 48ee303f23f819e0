import { api } from './api.ts'
import { contract } from './contract.ts'

/** What a terminal may do beside a running host: look at the rig and at logs, start and stop programs. No setting, no key, no move. */
export const consoleApi = contract({
  state: { watchState: api.state.watchState },
  nodes: api.nodes,
  services: api.services,
  logs: api.logs,
})
export type ConsoleApi = typeof consoleApi
