import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { identityBytes } from './identities.ts'

/** A service at work: its data folder and the operator address that says how far it is. */
export interface FakeOperator {
  readonly address: string
  /** Sets how much of its data is read, in hundredths; gives when, by `Date.now`. */
  readonly setPercent: (percent: number) => number
  readonly stop: () => Promise<void>
}

const labelsPerUnit = 2 ** 20
const totalBytes = labelsPerUnit * 16 * 4

/** The metadata that postcli leaves beside the data of an identity. */
export const metadataText = (index: number): string =>
  JSON.stringify({
    NodeId: identityBytes(index).toString('base64'),
    CommitmentAtxId: identityBytes(0).toString('base64'),
    LabelsPerUnit: labelsPerUnit,
    NumUnits: 4,
    MaxFileSize: totalBytes / 4,
    Nonce: 1_108_673,
    NonceValue: '0000083ce49d0f15ef18b1e206df9d44',
  })

/** A process that stands still with a service's arguments, so that the machine shows a service running on this folder. */
function standIn(dataFolder: string): () => void {
  const child = spawn('/bin/sh', ['-c', 'read end', 'post-service', '--dir', dataFolder, '--address', 'http://127.0.0.1:9094'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  return () => void child.stdin.end()
}

export async function startOperator(index: number, dataFolder: string): Promise<FakeOperator> {
  await mkdir(dataFolder, { recursive: true })
  await writeFile(`${dataFolder}/postdata_metadata.json`, metadataText(index))
  const endProcess = standIn(dataFolder)
  let percent = 1
  const server = createServer((_request, response) => {
    const position = Math.ceil((totalBytes * percent) / 100)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ Proving: { nonces: { start: 0, end: 64 }, position } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    setPercent: (next) => {
      percent = next
      return Date.now()
    },
    stop: () => {
      endProcess()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
