import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { diskName } from './disk-name.io.ts'

let root = ''
const at = (...parts: string[]) => join(root, ...parts)
const folders = () => ({ dev: at('dev'), sys: at('sys') })
const put = async (path: string, text = '') => {
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, text)
}

/** A drive with a partition, a volume on it, and a RAID over two drives, as Linux lays them out. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'disk-name-'))
  await mkdir(at('dev', 'disk', 'by-label'), { recursive: true })
  await mkdir(at('sys', 'class', 'block'), { recursive: true })
  const drive = at('sys', 'devices', 'sdb')
  await put(join(drive, 'device', 'model'), 'WDC WD140EDFZ-11\n')
  await put(join(drive, 'sdb1', 'partition'), '1\n')
  const volume = at('sys', 'devices', 'dm-0')
  const raid = at('sys', 'devices', 'md0')
  for (const slaves of [join(volume, 'slaves'), join(raid, 'slaves')]) await mkdir(slaves, { recursive: true })
  await symlink(join(drive, 'sdb1'), join(volume, 'slaves', 'sdb1'))
  for (const name of ['sdb1', 'sdc1']) await symlink(join(drive, 'sdb1'), join(raid, 'slaves', name))
  for (const [name, place] of [
    ['sdb1', join(drive, 'sdb1')],
    ['dm-0', volume],
    ['md0', raid],
  ] as const) {
    await put(at('dev', name))
    await symlink(place, at('sys', 'class', 'block', name))
  }
})
afterEach(() => rm(root, { recursive: true }))

const name = (device: string) => diskName(at('dev', device), folders())

it.skipIf(process.platform !== 'linux')('is the label of the volume, as a person wrote it', async () => {
  await symlink(at('dev', 'sdb1'), at('dev', 'disk', 'by-label', 'Big\\x20blue\\xe2\\x80\\xae'))
  await symlink(at('dev', 'md0'), at('dev', 'disk', 'by-label', '50%\\xff'))
  expect(await name('sdb1')).toBe('Big blue')
  expect(await name('md0')).toBe('50%\\xff')
})

it.skipIf(process.platform !== 'linux')('is the model of the drive below, through partition and volume', async () => {
  expect(await name('sdb1')).toBe('WDC WD140EDFZ-11')
  expect(await name('dm-0')).toBe('WDC WD140EDFZ-11')
})

it('is not known of several drives, of none, of a network drive, and where there are too many labels', async () => {
  expect(await name('md0')).toBeNull()
  expect(await name('sdz')).toBeNull()
  expect(await diskName('nas:/export', folders())).toBeNull()
  for (let label = 0; label < 257; label += 1) await symlink(at('dev', 'md0'), at('dev', 'disk', 'by-label', `l${label}`))
  expect(await name('md0')).toBeNull()
})

it('ends where a device lies on itself', async () => {
  await mkdir(at('sys', 'devices', 'loop', 'slaves'), { recursive: true })
  await symlink(at('sys', 'devices', 'loop'), at('sys', 'devices', 'loop', 'slaves', 'loop'))
  await put(at('dev', 'loop'))
  await symlink(at('sys', 'devices', 'loop'), at('sys', 'class', 'block', 'loop'))
  expect(await name('loop')).toBeNull()
})
