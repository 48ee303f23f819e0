import { expect, test } from 'vitest'
import { blindSpotsOf, type OwnPlace } from './coverage.ts'

// As recorded on Linux 6.18 for a user without rights.
const proc = '22 27 0:21 / /proc rw,relatime - proc proc rw'
const status = 'Name:\tnode\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\nGroups:\t4 27 1000\nCapEff:\t0000000000000000\n'
const desktop: OwnPlace = {
  processSpace: 'pid:[4026531836]',
  networkSpace: 'net:[4026531833]',
  firstNetworkSpace: null,
  seesNetworkSettings: true,
  mounts: `21 1 8:1 / / rw - ext4 /dev/sda1 rw\n${proc}\n`,
  status,
}
const hidden = (options: string): string => `${proc}\n85 67 0:40 / /proc rw,relatime - proc proc rw,${options}\n`

test('an ordinary user of an ordinary desktop sees enough, although the first process may not be looked into', () => {
  expect(blindSpotsOf(desktop)).toEqual([])
})

test.each<[string, Partial<OwnPlace>, readonly string[]]>([
  ['a container', { processSpace: 'pid:[4026532178]', seesNetworkSettings: false }, ['process-space', 'network-space']],
  [
    'a container whose first process is in its network',
    { processSpace: 'pid:[4026532178]', firstNetworkSpace: 'net:[4026531833]', seesNetworkSettings: false },
    ['process-space', 'network-space'],
  ],
  ['the host’s network in a container', { processSpace: 'pid:[4026532178]' }, ['process-space']],
  ['a place that does not say', { processSpace: null }, ['process-space']],
  ['a network of its own', { seesNetworkSettings: false }, ['network-space']],
  ['a network of its own, known by number', { firstNetworkSpace: 'net:[4026531840]' }, ['network-space']],
  ['the first network, known by number', { firstNetworkSpace: 'net:[4026531833]', seesNetworkSettings: false }, []],
  ['hidepid=1', { mounts: hidden('hidepid=1') }, ['hidden-processes']],
  ['hidepid=2', { mounts: hidden('hidepid=2') }, ['hidden-processes']],
  ['hidepid=4', { mounts: hidden('hidepid=4') }, ['hidden-processes']],
  ['hidepid=noaccess', { mounts: hidden('hidepid=noaccess') }, ['hidden-processes']],
  ['hidepid=invisible', { mounts: hidden('hidepid=invisible') }, ['hidden-processes']],
  ['hidepid=ptraceable', { mounts: hidden('hidepid=ptraceable') }, ['hidden-processes']],
  ['hidepid=0', { mounts: hidden('hidepid=0') }, []],
  ['hidepid=off', { mounts: hidden('hidepid=off') }, []],
  ['an older mount that hid, under one that does not', { mounts: `${hidden('hidepid=2')}${proc}\n` }, []],
  ['mounts that can not be read', { mounts: null }, ['hidden-processes']],
  ['the group that is let through', { mounts: hidden('gid=27,hidepid=invisible') }, []],
  ['another group', { mounts: hidden('gid=28,hidepid=invisible') }, ['hidden-processes']],
  ['the group, where it does not count', { mounts: hidden('gid=27,hidepid=ptraceable') }, ['hidden-processes']],
  ['one who may trace all', { mounts: hidden('hidepid=ptraceable'), status: 'CapEff:\t000001ffffffffff\n' }, []],
])('%s', (_what, change, blind) => {
  expect(blindSpotsOf({ ...desktop, ...change })).toEqual(blind)
})
