import type { Use } from '../binaries/index.ts'
import type { RigName } from '../contract/model/basics.ts'
import type { Settings } from '../settings/index.ts'

/** The programs that the entries of a rig name, by absolute paths; `runs`: whether a process of the entry is there. */
export function entryPrograms({ nodes, services }: Settings, runs: (key: Pick<Use, 'kind' | 'name'>) => boolean): readonly Use[] {
  const use = (kind: Use['kind'], { name, program }: { readonly name: RigName; readonly program: string | null }): Use[] =>
    program === null ? [] : [{ kind, name, program, runs: runs({ kind, name }) }]
  return [...nodes.flatMap((one) => use('node', one)), ...services.flatMap((one) => use('service', one))]
}
