import type { RigProblem, SettingsVersion } from '../../../electron/contract/model/rig.ts'
import { time } from '../../format/time.ts'
import { plural } from './grammar.ts'

type Settings = NonNullable<RigProblem['settings']>

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path
const lastOf = (field: string): string => field.split('.').at(-1) ?? field

/** What stands where it should not, for each kind of fault. */
const said: Readonly<Record<Settings['is'], (settings: Settings, detail: string) => string>> = {
  json: (_, detail) => `this is not JSON (${detail}).`,
  'unknown-field': ({ field, meant }) => {
    const unknown = `“${lastOf(field ?? '')}” is not known${field?.includes('.') ? ` (${field})` : ''}.`
    return meant === null ? unknown : `${unknown} Did you mean “${meant}”?`
  },
  'missing-field': ({ field }) => `“${field ?? ''}” is missing.`,
  value: (_, detail) => `${detail}.`,
}

const where = (settings: Settings, detail: string): string => {
  const line = settings.line === null ? '' : `, line ${settings.line}`
  return `${nameOf(settings.file)}${line}: ${said[settings.is](settings, detail)}`
}

export const rigFaultWords = {
  settings: {
    title: 'Your settings can’t be read',
    where: ({ detail, settings }: RigProblem) => (settings === null ? detail : where(settings, detail)),
    why: 'Nothing was changed, and nothing of your rig is looked at until it is mended. Nodes and services go on by themselves.',
    mend: 'Correct the file and start Smeshdesk again, or go back to a version that was kept.',
    file: 'The file',
    versions: 'Kept versions',
    none: 'No earlier version that can be read was kept.',
    restore: ({ keptAt }: SettingsVersion, now: number) => `Restore the version of ${time(keptAt, now)}`,
    holds: ({ nodes, services }: SettingsVersion) => `${plural(nodes, 'node', 'nodes')}, ${plural(services, 'service', 'services')}`,
    aside: (file: string) => `The broken file stays beside it as ${nameOf(file)}.broken.`,
  },
  failed: {
    title: 'The rig could not be opened',
    why: 'Nothing of it was changed.',
    act: 'Mend what is named below, then start Smeshdesk again.',
  },
  profileTaken: {
    title: 'Another Smeshdesk may own this profile',
    why: 'The file owner.lock in the folder below was taken away or replaced while Smeshdesk was running. So this one only shows what it saw last: it goes on with no move, starts and stops nothing, and changes no setting. Nodes and services go on by themselves.',
    act: 'Close every Smeshdesk that uses this folder, then start one. A move waits for you there.',
  },
  notShown: {
    title: 'What you see may be old',
    why: 'Smeshdesk failed to put it together. Nodes and services go on by themselves.',
    act: 'It is tried again by itself; if this stays, report it with the reference below, which stands in Smeshdesk’s own log.',
  },
} as const
