import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diskPlace } from './disk-place.io.ts'
import { canHardLink, mountOf } from './file-systems.ts'

const table = [
  '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '31 22 8:2 / /home/attic rw - ext4 /dev/sdb1 rw',
  '40 31 0:44 / /home/attic/identities rw - tmpfs tmpfs rw',
  String.raw`41 31 8:2 /x /home/my\040disk/local.sql rw - ext4 /dev/sdb1 rw`,
].join('\n')

test('the mount that holds a path is the longest, by whole names', () => {
  expect(mountOf(table, '/home/attic/local.sql')).toBe('/home/attic')
  expect(mountOf(table, '/home/attic/identities/a1.key')).toBe('/home/attic/identities')
  expect(mountOf(table, '/home/attic2/local.sql')).toBe('/')
  expect(mountOf(table, '/home/my disk/local.sql')).toBe('/home/my disk/local.sql')
  expect(mountOf('', '/home')).toBeNull()
})

test('FAT and exFAT have no second name for a file', () => {
  expect(['fat', 'exfat', 'ext', 'xfs', 'btrfs', 'ntfs3', 'tmpfs'].filter((name) => !canHardLink(name))).toEqual(['fat', 'exfat'])
})

test('a folder of this computer lies on some mount of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'place-'))
  const { mount } = await diskPlace(folder)
  rmSync(folder, { recursive: true })
  expect(process.platform === 'linux' ? folder.startsWith(mount ?? 'none') : mount === null).toBe(true)
})
