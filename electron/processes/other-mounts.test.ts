import { expect, test } from 'vitest'
import { parseMounts } from '../storage/index.ts'
import { pathsElsewhere } from './other-mounts.ts'

const ours = parseMounts(
  [
    '22 1 8:1 / / rw - ext4 /dev/sda1 rw',
    '31 22 8:2 / /mnt/disk rw - ext4 /dev/sdb1 rw',
    '33 22 8:2 /post /srv/post rw - ext4 /dev/sdb1 rw',
  ].join('\n'),
)
const theirs = parseMounts(
  [
    '90 1 0:50 / / rw - overlay overlay rw',
    '91 90 8:2 /post/a1 /data rw - ext4 /dev/sdb1 rw',
    '92 90 8:1 /var/lib/docker/volumes/v/_data /volume rw - ext4 /dev/sda1 rw',
  ].join('\n'),
)

test('a mounted folder of a container has its paths here; what lies in the container alone has none', () => {
  expect(pathsElsewhere('/data/x', theirs, ours)).toEqual(['/srv/post/a1/x', '/mnt/disk/post/a1/x'])
  expect(pathsElsewhere('/data', theirs, ours)).toEqual(['/srv/post/a1', '/mnt/disk/post/a1'])
  expect(pathsElsewhere('/volume/node', theirs, ours)).toEqual(['/var/lib/docker/volumes/v/_data/node'])
  expect(pathsElsewhere('/root/spacemesh', theirs, ours)).toEqual([])
  expect(pathsElsewhere('/data', [], ours)).toEqual([])
})
