import { saw } from '../contract/seen.ts'
import { serviceCommandLine, serviceFlags } from './command-line.ts'

/** `major.minor.patch` of post-service. */
export type ServiceVersion = readonly [number, number, number]

/** What `--version` prints, whatever the file is called: `service 0.7.13`. `null` for anything else. */
export function parseServiceVersion(text: string): ServiceVersion | null {
  const [, major, minor, patch] = /^(?:post-)?service v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})\s*$/.exec(text) ?? []
  return major === undefined ? null : [Number(major), Number(minor), Number(patch)]
}

const compare = (one: ServiceVersion, other: ServiceVersion): number => {
  const at = one.findIndex((part, index) => part !== other[index])
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}

/** The first version that is not known here: of it and of later ones nothing is said. */
const unknownFrom: ServiceVersion = [0, 9, 0]
/** First versions of the flags that came later (docs/protocol.md §13); all others were there from the first. */
const since: Readonly<Record<string, ServiceVersion>> = {
  'operator-address': [0, 7, 1],
  'pinned-cores': [0, 7, 1],
  'remote-k2pow': [0, 8, 0],
  'remote-k2pow-parallelism': [0, 8, 0],
  'remote-k2pow-backoff': [0, 8, 0],
}
/** It was taken away with 0.7.2. */
const isLabels = (argument: string): boolean => /^--labels-per-unit(?:=|$)/.test(argument)
const withoutLabels: ServiceVersion = [0, 7, 2]

/**
 * What this version would end with exit 2 for, each as evidence; empty where nothing speaks against the start, and for versions that are
 * not known. `null`: the version could not be told.
 */
export function refusedByVersion(args: readonly string[], version: ServiceVersion | null): string[] {
  if (version === null || compare(version, unknownFrom) >= 0) return []
  const shown = version.join('.')
  const late = serviceFlags(args).filter((flag) => compare(version, since[flag] ?? version) < 0)
  const { unknown, problems } = serviceCommandLine(args)
  const old = compare(version, withoutLabels) < 0
  const strange = unknown.filter((argument) => !(old && isLabels(argument))).map((argument) => argument.slice(0, 100))
  // Of what stands behind an unknown flag nobody knows whether it is its value: the flag itself says enough.
  return [
    ...[...new Set(late)].map((flag) => saw('flag-not-in-version', `--${flag}`, shown)),
    ...strange.slice(0, 1).map((argument) => saw('flag-not-in-version', argument, shown)),
    ...(strange.length > 0 ? [] : problems),
  ]
}
