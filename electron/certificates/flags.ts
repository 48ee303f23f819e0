import { withOption } from '../arguments/index.ts'

/** The files that go into a command line, absolute. */
export interface LineFiles {
  readonly path: string
  readonly keyPath: string | null
  readonly authorityPath: string | null
}

/** A node's arguments with its TLS listener. The flag of the authority is misspelt in every version that has it (docs/protocol.md §4). */
export const withNodeTls = (args: readonly string[], files: LineFiles, listener: string): string[] =>
  withAll(args, [
    ['grpc-tls-listener', listener],
    ['gprc-tls-ca-cert', files.authorityPath],
    ['grpc-tls-cert', files.path],
    ['grpc-tls-key', files.keyPath],
  ])

/** A service's arguments with its three files, dialling `address` (`host:port`) over TLS. */
export const withServiceTls = (args: readonly string[], files: LineFiles, address: string): string[] =>
  withAll(withOption(args, ['address', 'a'], `https://${address}`), [
    ['ca-cert', files.authorityPath],
    ['cert', files.path],
    ['key', files.keyPath],
  ])

const withAll = (args: readonly string[], options: readonly (readonly [name: string, value: string | null])[]): string[] =>
  options.reduce<string[]>((line, [name, value]) => withOption(line, [name], value), [...args])
