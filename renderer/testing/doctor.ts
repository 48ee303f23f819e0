import type { DoctorEvent, DoctorResult } from '../../electron/contract/model/doctor.ts'
import type { Bundle } from '../../electron/contract/model/support.ts'
import { check } from '../../electron/contract/model/verdicts.ts'
import { saw } from '../../electron/contract/seen.ts'
import type { State } from '../../electron/contract/state.ts'
import { galleryNow } from './rig.ts'
import { idOf, instant } from './rows.ts'

type Of = readonly [place: DoctorResult['place'], name: string, page: string | null]
const result = ([place, name, page]: Of, one: DoctorResult['check'], ms = 1): DoctorResult => ({ place, name, page, check: one, ms })

const profile: Of = ['profile', '', null]
const home: Of = ['node', 'home', '#/nodes/home']
const service: Of = ['service', 'diskB_post1', '#/nodes/home']
const keys: Of = ['keys', '', '#/keys']

const doctorResults: readonly DoctorResult[] = [
  result(profile, check.pass('settings-in-order', { path: '/home/you/.config/smeshdesk/settings.json' }, '')),
  result(profile, check.pass('profile-held', { path: '/home/you/.config/smeshdesk', by: 'ours' })),
  result(profile, check.warn('profile-private', { path: '/home/you/.config/smeshdesk/settings.json', mode: '0644' })),
  result(['computer', '', null], check.unknown('clock-source', {}, ''), 12),
  result(['computer', '', null], check.warn('memory-for-fast-mode', { count: '5', need: '15200000000', total: '8589934592' }, '')),
  result(home, check.fail('listener-exposed', { node: 'home', which: 'private', listener: '0.0.0.0:9093' }, '0.0.0.0:9093'), 3),
  result(home, check.pass('next-start-remote', { count: '5' }, saw('keys-load', '5'))),
  result(home, check.pass('node-answers', { node: 'home', reach: 'answers' }, '')),
  result(home, check.pass('node-synced', { node: 'home' }, '')),
  result(home, check.pass('node-space', { path: '/srv/home', free: '91268055040', floor: '1' }), 1),
  result(service, check.fail('program-can-run', { path: '/mnt/stick/post-service', why: 'noexec' }), 2),
  result(
    service,
    check.fail('data-readable', { service: 'diskB_post1', path: '/mnt/diskB/post1', count: '3', first: 'postdata_4.bin' }),
    840,
  ),
  result(service, check.pass('service-registered', { service: 'diskB_post1' }, '')),
  result(
    ['identity', 'diskE_post1', `#/identities/${idOf('diskE_post1')}`],
    check.fail('identity-agrees', { name: 'diskE_post1' }, idOf('diskE_post1')),
  ),
  result(['identity', '', '#/identities'], check.pass('identity-agrees', { count: '9' }, '')),
  result(keys, check.pass('keys-in-order', { count: '10' }, '')),
]

const run = { startedAt: instant(galleryNow - 14_000), endedAt: instant(galleryNow - 11_000), stopped: false, done: 64, of: 64 }
export const doctorEvent: DoctorEvent = { run, from: 0, total: doctorResults.length, results: [...doctorResults] }

export const bundle: Bundle = {
  id: 'b',
  at: instant(galleryNow),
  parts: [
    'about.json',
    'doctor.json',
    'alerts.json',
    'rig.json',
    'settings.json',
    'history.json',
    'configs/home.json',
    'logs/node-home.log',
  ].map((name, at) => ({ name, characters: 412 * (at + 1) ** 3 })),
  taken: 38,
}

/** Pages below Activity. */
export const helpScenes = (state: State) => ({
  doctor: { state, route: '/activity/doctor' },
  glossary: { state, route: '/activity/glossary' },
  support: { state, route: '/activity/support' },
})
