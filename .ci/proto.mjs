// Generates typed messages and grpc-js clients and servers from proto/ into proto/generated (never edited, never committed).
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { root, run, tool } from './bootstrap.mjs'

const source = join(root, 'proto')
const target = join(source, 'generated')
// useDate=false: a Date would lose the nanoseconds.
const options =
  'outputServices=grpc-js,esModuleInterop=true,forceLong=bigint,env=node,importSuffix=.ts,oneof=unions-value,enumsAsLiterals=true,useOptionals=none,useDate=false'

const protoFiles = () =>
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.proto'))
    .sort()

/** Generates when a .proto file, an option or the generator changed since the last time. */
export function generateProto(node) {
  const files = protoFiles()
  const hash = createHash('sha256')
    .update(options)
    .update(readFileSync(join(root, 'package-lock.json')))
  for (const file of files) hash.update(file).update(readFileSync(join(source, file)))
  const stamp = hash.digest('hex')
  const stampFile = join(target, '.stamp')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  run(
    node,
    [
      tool('protoc'),
      '-I',
      source,
      `--plugin=protoc-gen-ts_proto=${tool('protoc-gen-ts_proto')}`,
      `--ts_proto_out=${target}`,
      `--ts_proto_opt=${options}`,
      ...files,
    ],
    {
      env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
    },
  )
  writeFileSync(stampFile, stamp)
}
