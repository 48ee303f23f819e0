import type { BinaryRefusedKey } from '../../../electron/contract/binary-refused.ts'
import { shortId } from '../../format/ids.ts'
import { sizeOf } from '../../format/numbers.ts'

type Say = (...values: string[]) => string

const hash = (text = ''): string => (text === '' ? 'none' : shortId(text))
const file = (name = ''): string => (name === '' ? 'the archive' : name)

/** Why a program, an archive, a manifest or a download is not taken. */
export const binaryRefusedWords: Readonly<Record<BinaryRefusedKey, Say>> = {
  'archive-none': () => 'this is no zip file',
  'archive-cut': (name) => `the zip file is cut off or damaged${name ? ` at ${name}` : ''}`,
  'archive-form': (name) => `the zip file is of a kind that no release is${name ? ` (${name})` : ''}`,
  'archive-link': (name) => `${name} is not a plain file`,
  'archive-name': (name) => `${name || 'a name'} is not a name that a file of a release has`,
  'archive-twice': (name) => `${name} is in it twice, or differs from another in case only`,
  'archive-ratio': (name) => `${name} would grow more than two hundred times when it is unpacked`,
  'archive-size': (name, most) => `${file(name)} is larger than ${sizeOf(most ?? '')}`,
  'archive-headers': (name) => `the zip file contradicts itself about ${name}`,
  'archive-unlisted': (name) => `${name} does not belong to this release`,
  'archive-lacks': (name) => `${name} is missing in it`,
  'archive-broken': (name) => `${name} can’t be unpacked: its sum differs`,
  'hash-differs': (name, wanted, found) => `${file(name)} should be ${hash(wanted)}, and is ${hash(found)}`,
  'tool-lacks': (tool) => `there is no ${tool} in it`,
  'manifest-form': (where) => `the manifest is not in order${where ? ` (${where})` : ''}`,
  'manifest-signature': () => 'the signature is not right',
  'manifest-older': (counter, before) => `the manifest has the number ${counter}, and ${before} was taken already`,
  'manifest-expired': (expires) => `the manifest held until ${expires}`,
  'manifest-no-key': () => 'no key was pinned by which a manifest could be judged',
  'manifest-key-differs': (found, wanted) => `it was signed with the key ${found}, and ${wanted} is pinned`,
  'download-scheme': (url) => `${url} is no https address`,
  'download-host': (host) => `it leads to ${host}, which was not asked for`,
  'download-status': (status) => `the other side answered ${status}`,
  'download-stalled': () => 'for half a minute next to nothing came',
  'download-size': (most) => `more than ${sizeOf(most ?? '')} would come`,
  'download-cut': () => 'it ended before it was whole; the next try goes on where it can',
  noexec: (path, point) => `${path} can’t be started: ${point} is mounted with noexec`,
  'binary-used': (version, name) => `${name} uses ${version}`,
  'binary-there': (version) => `${version} is in the store already`,
  'binary-unknown': (what) => `the store does not know ${what}`,
  'binary-moved-on': (path) => `${path} is another file now than the one that was shown`,
  'binaries-unread': (path) => `${path} can’t be read: what programs have to be is not known`,
  'program-changed': (path, wanted, found) =>
    found === '' && wanted === '' ? `${path} was changed just now` : `${path} should be ${hash(wanted)}, and is ${hash(found)}`,
  'no-way-back': (name) => `${name} had no other program before`,
  'tool-differs': (tool, wanted) => `${wanted} is needed, not ${tool}`,
  'taking-now': () => 'another version is being taken in',
}
