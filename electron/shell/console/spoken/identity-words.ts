import { proofBy, serviceSays } from '../../../../renderer/features/identities/figures.ts'
import { time } from '../../../../renderer/format/time.ts'
import { identitiesWords as words } from '../../../../renderer/words/identities.ts'
import { diskName } from '../../../contract/model/disk-name.ts'
import type { IdentityRow } from '../../../contract/model/identity.ts'

// Cells of the table of identities, as text.

export function serviceWord(row: IdentityRow): string {
  const spoken = serviceSays(row)
  return spoken === 'k2pow' || spoken === 'reading' ? words.service[spoken](row.progress) : words.service[spoken]
}

export function proofWord(row: IdentityRow, now: number): string {
  const by = proofBy(row)
  if (typeof by === 'number') return time(by, now)
  return by === 'done' ? words.done : by === 'unknown' ? words.unknown : words.notDue
}

export function diskWord(row: IdentityRow): string {
  const name = diskName(row)
  return name === null ? words.unknown : name === '/' ? words.systemDisk : name
}
