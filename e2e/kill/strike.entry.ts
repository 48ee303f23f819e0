// Loaded into the built app before its own first line: strikes it at the record that an order names, as close as a process can be struck.
import { readFileSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { recordIn, type Strike } from './strike.ts'

const orderFile = process.env.SMESHDESK_STRIKE ?? ''
// What the app starts is not struck.
delete process.env.NODE_OPTIONS

function ordered(): Strike | null {
  try {
    return JSON.parse(readFileSync(orderFile, 'utf8')) as Strike
  } catch {
    return null // nobody wants anything, or it is being written
  }
}

/** An order that is gone was carried out; whoever gave one amid strikes from outside. */
function strike({ when, signal }: Strike): void {
  rmSync(orderFile, { force: true })
  if (when !== 'amid') process.kill(process.pid, signal)
}

interface Files {
  write: (this: FileHandle, bytes: Uint8Array, ...rest: number[]) => Promise<unknown>
  sync: (this: FileHandle) => Promise<void>
}

const some = await open('/dev/null')
const files = Object.getPrototypeOf(some) as Files
await some.close()
const { write, sync } = files
const due = new WeakMap<FileHandle, Strike>()

files.write = async function (bytes, ...rest) {
  const record = bytes instanceof Uint8Array ? recordIn(bytes) : null
  const order = record === null ? null : ordered()
  if (order === null || order.record !== record) return write.call(this, bytes, ...rest)
  if (order.when === 'before') strike(order)
  else due.set(this, order)
  return write.call(this, bytes, ...rest)
}

files.sync = async function () {
  await sync.call(this)
  const order = due.get(this)
  due.delete(this)
  if (order !== undefined) strike(order)
}
