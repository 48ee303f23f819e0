import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { physicalDisk } from './physical-disk.io.ts'

let folder = ''
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The kernel's tree of block devices, with the temporary folder's own number leading to `device`. */
async function sysWith(device: string): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'smeshdesk-sys-'))
  const block = (...parts: string[]) => join(folder, 'devices', 'block', ...parts)
  for (const drive of ['sda', 'sdb']) await mkdir(block(drive, `${drive}1`), { recursive: true })
  for (const drive of ['sda', 'sdb']) await writeFile(block(drive, `${drive}1`, 'partition'), '1\n')
  for (const mapped of ['dm-0', 'md0']) await mkdir(block(mapped, 'slaves'), { recursive: true })
  await symlink(block('sda', 'sda1'), block('dm-0', 'slaves', 'sda1'))
  await symlink(block('sdb', 'sdb1'), block('md0', 'slaves', 'sdb1'))
  await symlink(block('dm-0'), block('md0', 'slaves', 'dm-0'))
  const { dev } = await stat(folder)
  await mkdir(join(folder, 'dev', 'block'), { recursive: true })
  await symlink(block(...device.split('/')), join(folder, 'dev', 'block', `${dev >> 8}:${dev & 0xff}`))
  return folder
}

// The numbers of a temporary folder are small on every machine that has a block device below it; others tell nothing here.
test.each([
  ['sda', 'sda'],
  ['sda/sda1', 'sda'],
  ['dm-0', 'sda'],
  ['md0', 'sda+sdb'],
])('a folder on %s lies on %s', async (device, disk) => {
  const sys = await sysWith(device)
  const { dev } = await stat(folder)
  expect(await physicalDisk(folder, sys)).toBe(dev >> 8 === 0 || dev > 0xffff ? null : disk)
})

test('what is not there lies on no disk', async () => {
  expect(await physicalDisk('/nothing/of/the/kind')).toBeNull()
})
