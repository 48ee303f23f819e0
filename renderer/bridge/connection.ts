import type { Api } from '../../electron/contract/api.ts'
import type { Client } from '../../electron/contract/contract.ts'

/** What the screens hold: every call and watch of the app. The bridge makes it from a channel, tests and the gallery from plain data. */
export type AppClient = Client<Api>
