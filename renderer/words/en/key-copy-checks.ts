import type { RigCheckId } from '../../../electron/contract/model/check-id.ts'
import type { SyncedBy } from '../../../electron/contract/model/key-copies.ts'
import { type CheckSentences, of, sentences } from './check-words.ts'

const syncedByWords: Readonly<Record<SyncedBy, string>> = {
  dropbox: 'Dropbox',
  onedrive: 'OneDrive',
  nextcloud: 'Nextcloud',
  syncthing: 'Syncthing',
  icloud: 'iCloud',
  'google-drive': 'Google Drive',
}
const programs: Readonly<Record<string, string>> = syncedByWords

/** What may be wrong with the copies of one key, wherever they lie. */
export const keyCopyChecks = {
  'key-loadable-twice': sentences({
    fails: 'Two nodes could load it',
    why: (v) =>
      `${of(v, 'one')} and ${of(v, 'other')} would each load it at their next start, and both would sign with one key. The ban that follows is for good.`,
    fix: (v) =>
      `Start neither ${of(v, 'one')} nor ${of(v, 'other')} until one of the two files is out of its identities folder. Keep the one whose node it is in use at.`,
  }),
  'key-beside-other-data': sentences({
    fails: 'Key and data disagree',
    why: (v) => `${of(v, 'file')} lies beside PoST data of another identity, in ${of(v, 'folder')}.`,
    fix: 'Find out whose data it is before you use either: a service proves for the identity in the metadata, whatever key lies beside it.',
  }),
  'key-named-for-another': sentences({
    fails: 'Named for another identity',
    why: (v) => `${of(v, 'file')} is called after another identity than the one it signs for.`,
    fix: 'Go by the id, not by the name. Rename it once its node stands still.',
  }),
  'key-nowhere': sentences({
    fails: 'No file of its key was found',
    why: (v) => `Its PoST data lies in ${of(v, 'folder')}. Without its key nobody can use them, and the key can’t be made anew.`,
    fix: 'Look in another folder: old disks, backups, the computer that made the data.',
  }),
  'key-only-copy': sentences({
    fails: 'One copy only',
    why: 'If its disk fails, the identity and its PoST data are lost for good.',
    fix: 'Copy the file to a disk that you keep elsewhere. Give the copy a name that does not end in .key, and put it in no folder called identities: so no node can load it. It is the key itself: lock it away.',
  }),
  'key-data-twice': sentences({
    fails: 'PoST data in two folders',
    why: (v) =>
      `${of(v, 'folder')} and ${of(v, 'other')} are both for this identity. A second service is refused, or makes a proof over the wrong files.`,
    fix: 'Find out which of the two is whole, and let one service only prove, over that one. Keep the key wherever it lies.',
  }),
  'key-synced': sentences({
    fails: (v) => `Lies where ${programs[v.by ?? ''] ?? of(v, 'by')} carries it away`,
    why: 'It goes to other computers and to a provider. Whoever has it can sign with it, and get the identity banned.',
    fix: 'Move it to a folder that is not synced, and delete it from the cloud and its bin.',
  }),
  'key-on-removable': sentences({
    fails: 'Lies on a disk that can be taken out',
    why: 'Whoever takes the disk has the key. A copy that is plugged in elsewhere is not seen from here.',
    fix: 'Keep the disk where nobody else gets at it, and start no node from it.',
  }),
  'key-on-network': sentences({
    fails: 'Lies on a network drive',
    why: 'Other computers may read it, and a node there may load it, unseen from here.',
    fix: 'Keep keys on a disk of the computer whose node uses them.',
  }),
} as const satisfies Partial<Record<RigCheckId, CheckSentences>>
