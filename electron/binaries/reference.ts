import { ToolVersion } from '../contract/model/binaries.ts'
import { type Tool, tools } from '../contract/model/tools.ts'

/** One version of a tool; as a text `go-spacemesh@1.7.6`. */
export interface Reference {
  readonly tool: Tool
  readonly version: string
}

export const referenceText = ({ tool, version }: Reference): string => `${tool}@${version}`

/** What a setting names as its program; `null`: a path. No absolute path begins with the name of a tool. */
export function parseReference(text: string): Reference | null {
  const [name, version = '', ...rest] = text.split('@')
  const tool = tools.find((one) => one === name)
  return tool === undefined || rest.length > 0 || !ToolVersion.safeParse(version).success ? null : { tool, version }
}

/** As the program of a tool is called in releases, and as it is kept; earlier releases call post-service `service`. */
const oldNames: Readonly<Partial<Record<Tool, string>>> = { 'post-service': 'service' }
const libraries = ['libpost.so', 'libpost.dylib', 'post.dll']

const withoutExe = (name: string): string => name.replace(/\.exe$/, '')

/** The file of a release that is the tool's program. */
export const programIn = (tool: Tool, names: readonly string[]): string | null =>
  names.find((name) => withoutExe(name) === tool) ?? names.find((name) => withoutExe(name) === oldNames[tool]) ?? null

/** As that file is called in the store: settings name a tool, not a file. */
export const keptName = (tool: Tool, windows: boolean): string => (windows ? `${tool}.exe` : tool)

/** Is started: releases lose the bit that says so (docs/protocol.md has no word on it; facts of the releases' zips). */
export const isProgram = (name: string): boolean =>
  [...tools, ...Object.values(oldNames)].some((known) => known === withoutExe(name)) || name.endsWith('.exe')

/** Where a program would load its library from: its own folder. */
export const librariesBeside = (program: string): readonly string[] => libraries.map((name) => program.replace(/[^/\\]*$/, name))

/** What belongs to a release; in a person's folder all else is none of ours. */
export const isReleased = (name: string): boolean => isProgram(name) || libraries.includes(name)

/** go-spacemesh before 1.7.6: its own changelog says of 1.7.5 that it corrupts ATX data, and asks to rebuild it. */
const floors: Readonly<Partial<Record<Tool, string>>> = { 'go-spacemesh': '1.7.6' }

const numbers = (version: string): readonly number[] | null =>
  /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})/.exec(version)?.slice(1).map(Number) ?? null

/** The oldest version that is advised, where this one is older; one without numbers is not judged. */
export function belowFloor({ tool, version }: Reference): string | null {
  const floor = floors[tool] ?? null
  const [least, found] = [numbers(floor ?? ''), numbers(version)]
  if (floor === null || least === null || found === null) return null
  const at = least.findIndex((part, index) => part !== found[index])
  return at !== -1 && (found[at] ?? 0) < (least[at] ?? 0) ? floor : null
}
