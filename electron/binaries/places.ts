import { keptName, type Reference } from './reference.ts'

/** Where the store of a profile keeps what; `join` is the system's own. */
export const storePlaces = (profileFolder: string, join: (...parts: readonly string[]) => string) => {
  const root = join(profileFolder, 'binaries')
  return {
    root,
    quarantine: join(root, '.quarantine'),
    folderOf: ({ tool, version }: Reference) => join(root, tool, version),
    programOf: (reference: Reference, windows: boolean) => join(root, reference.tool, reference.version, keptName(reference.tool, windows)),
  }
}
export type StorePlaces = ReturnType<typeof storePlaces>
