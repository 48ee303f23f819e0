import { parseArgs } from 'node:util'
import type { BinariesAct } from '../../app/binaries-command.io.ts'

/** What is to be done with the programs of a profile, and how it is told. */
export interface BinariesCommand {
  readonly name: 'binaries'
  readonly profile: string | null
  readonly json: boolean
  readonly act: BinariesAct | { readonly is: 'help' }
}

export const binariesHelp = `smeshdesk binaries: programs and their versions, each hashed before every start

  smeshdesk binaries list
  smeshdesk binaries pin FILE|FOLDER|URL --tool TOOL --version VERSION
                        write down what this version is; what is added later has to be just that
  smeshdesk binaries pin --key FILE
                        believe manifests that are signed with this minisign key
  smeshdesk binaries pin MANIFEST --signature FILE
                        take a signed manifest
  smeshdesk binaries add FILE|FOLDER|URL --tool TOOL --version VERSION
  smeshdesk binaries remove TOOL@VERSION
      --profile FOLDER, --json

  Ends with 0: done; 1: failed; 2: not understood; 3: not taken, or a program is not the file that it was;
  4: another Smeshdesk has the profile.
`

type Wrong = { readonly name: 'wrong'; readonly sentence: string }
const wrong = (sentence: string): Wrong => ({ name: 'wrong', sentence })

const options = {
  profile: { type: 'string' },
  json: { type: 'boolean' },
  tool: { type: 'string' },
  version: { type: 'string' },
  key: { type: 'string' },
  signature: { type: 'string' },
  help: { type: 'boolean' },
} as const

interface Given {
  readonly tool?: string | undefined
  readonly version?: string | undefined
  readonly key?: string | undefined
  readonly signature?: string | undefined
}

function actOf(act: string, what: string | undefined, { tool, version, key, signature }: Given): BinariesCommand['act'] | string {
  if (act === 'list') return what === undefined ? { is: 'list' } : 'list names nothing.'
  if (act === 'remove') return what === undefined ? 'remove wants TOOL@VERSION.' : { is: 'remove', what }
  if (act !== 'add' && act !== 'pin') return `There is no "binaries ${act}".`
  if (act === 'pin' && key !== undefined) return what === undefined ? { is: 'pin-key', file: key } : '--key stands alone.'
  if (what === undefined) return `${act} wants a file, a folder or an address.`
  if (act === 'pin' && signature !== undefined) return { is: 'take-manifest', file: what, signature }
  return tool === undefined || version === undefined ? `${act} wants --tool and --version.` : { is: act, source: what, tool, version }
}

/** Reads what stands after `binaries`. Throws for an option that there is not. */
export function parseBinaries(args: string[]): BinariesCommand | Wrong {
  const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true })
  const common = { name: 'binaries', profile: values.profile ?? null, json: values.json ?? false } as const
  const [act, what, ...rest] = positionals
  if (values.help === true) return { ...common, act: { is: 'help' } }
  if (act === undefined || rest.length > 0) return wrong('binaries wants list, pin, add or remove.')
  const found = actOf(act, what, values)
  return typeof found === 'string' ? wrong(found) : { ...common, act: found }
}
