// Stands in for postcli where a journey makes a network with devnet's programs: the same flags, files and last line; its data hold nothing.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeIdentityKey } from '../../electron/devnet/rig/identity-key.ts'
import { writePostFolder } from '../../electron/devnet/rig/post-folder.ts'

const flags = new Map(process.argv.slice(2).map((word) => /^-+([^=]+)=?(.*)$/.exec(word)?.slice(1) as [string, string]))
const flag = (name: string): string => {
  const value = flags.get(name)
  if (value === undefined || value === '') throw new Error(`-${name} must be specified`)
  return value
}
const folder = flag('datadir')
const keyFile = join(folder, 'identity.key')
const known = existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : null
const key = known === null ? makeIdentityKey() : { text: known, id: Buffer.from(known.slice(64), 'hex') }
if (!flags.has('yes')) throw new Error('Aborting')
writePostFolder(folder, {
  nodeId: key.id,
  commitmentAtxId: Buffer.from(flag('commitmentAtxId'), 'hex'),
  labelsPerUnit: Number(flag('labelsPerUnit')),
  numUnits: Number(flag('numUnits')),
  maxFileSize: 4_294_967_296,
  keyText: key.text,
})
process.stderr.write('cli: initialization completed\n')
