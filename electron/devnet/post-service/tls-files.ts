import { readFileSync } from 'node:fs'
import type { Settings } from './settings.ts'

/** What the three files of mutual TLS hold. */
export interface TlsFiles {
  readonly caCert: Buffer
  readonly cert: Buffer
  readonly key: Buffer
  readonly domain: string | null
}

/** Reads the three files; throws the file system's error. */
export function readTlsFiles(tls: NonNullable<Settings['tls']>): TlsFiles {
  return { caCert: readFileSync(tls.caCert), cert: readFileSync(tls.cert), key: readFileSync(tls.key), domain: tls.domain }
}
