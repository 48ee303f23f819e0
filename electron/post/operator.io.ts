import { type Answer, askJson } from '../net/index.ts'
import { type OperatorStatus, parseStatus } from './status.ts'

/** Asks `GET /status` of a post-service. Never throws. Limits: 64 KiB, 2 s in all, no redirects, no connection kept. */
export const askStatus = (address: string, signal?: AbortSignal): Promise<Answer<OperatorStatus>> =>
  askJson(address, { path: '/status', parse: parseStatus, signal })
