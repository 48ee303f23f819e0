import type { DoctorCheckId } from '../../../electron/contract/model/check-id.ts'
import { sizeOf } from '../../format/numbers.ts'
import { type CheckSentences, of, sentences } from './check-words.ts'
import { doctorNodeChecks } from './doctor-node-checks.ts'
import { plural } from './grammar.ts'

type Values = Readonly<Record<string, string>>
const count = (values: Values): number => Number(values.count ?? '0')

const cannotRun: Readonly<Record<string, string>> = {
  gone: 'There is no program at',
  'no-right': 'This user may not start',
  noexec: 'No program can be started from the disk of',
  unknown: 'Whether it can be started is not known:',
}

/** Of Smeshdesk’s own folder and of the computer. */
const ofComputer = {
  'settings-in-order': sentences({
    holds: 'The settings are understood, every field of them',
    fails: (v) => (v.detail ? 'The settings can’t be used as they are' : 'No node and no service is in the settings: no rig was looked at'),
    why: 'While they can’t be read, or name nothing, no rig is watched.',
    fix: (v) =>
      v.detail
        ? `Correct the named field in ${of(v, 'path')}, or put a kept version back.`
        : `Add what you have, or look at another profile: this one is told in ${of(v, 'path')}.`,
  }),
  'profile-held': sentences({
    holds: (v) => (v.by === 'elsewhere' ? 'This look takes no hold of the profile' : 'This Smeshdesk alone holds the profile'),
    fails: 'The profile may be held by another Smeshdesk',
    why: 'What two of them write contradicts itself, so this one writes nothing any more.',
    fix: 'End one of them, and start this one again.',
  }),
  'profile-private': sentences({
    holds: 'Nobody else may look into the profile',
    fails: (v) => (v.mode ? `Others may get at ${of(v, 'path')}` : 'Who may look into the profile is not known'),
    why: 'Settings, journals and the addresses and passwords of who is told lie there.',
    fix: (v) =>
      v.mode ? `Take the rights of group and others away (chmod go= ${of(v, 'path')}).` : 'Look at the rights of the folder yourself.',
  }),
  'profile-space': sentences({
    holds: (v) => `The profile has ${sizeOf(v.free)} left on its disk`,
    fails: (v) => (v.free ? `The profile has ${sizeOf(v.free)} left on its disk` : 'How full the profile’s disk is could not be seen'),
    why: 'On a full disk no move goes on, and nothing that happens is kept.',
    fix: 'Make room on the disk, or give this user the right to look at it.',
  }),
  'profile-newer': sentences({
    holds: 'No file of the profile is from a later version',
    fails: (v) => `${of(v, 'path')} was written by a later Smeshdesk`,
    why: 'This version can’t read it, and shows nothing of what stands in it.',
    fix: 'Start the later version again.',
  }),
  'clock-source': sentences({
    holds: 'This computer takes its time from the network',
    fails: 'Whether this computer takes its time from the network is not proven',
    why: 'Layers and deadlines are reckoned by this clock. A node whose clock is off signs for the wrong layer.',
    fix: 'Let the system set the clock by network time (NTP).',
  }),
  'memory-for-fast-mode': sentences({
    holds: (v) => `Memory for ${plural(count(v), 'service', 'services')} in fast mode at once`,
    fails: (v) => `Not enough memory for ${plural(count(v), 'service', 'services')} in fast mode at once`,
    seen: (v) => `${sizeOf(v.need)} wanted with the system, ${sizeOf(v.total)} there`,
    why: 'Each takes 2080 MiB while it makes a proof. A computer without memory ends programs, and it may be a node.',
    fix: 'Start fewer at once, or give some --randomx-mode light, which is slower.',
  }),
  'services-on-one-disk': sentences({
    holds: 'Each service reads a disk of its own, or as many share one as the settings allow',
    fails: (v) =>
      of(v, 'disk') === ''
        ? 'Which disks the services read is not known'
        : `${plural(count(v), 'service reads', 'services read')} the disk ${of(v, 'disk')}`,
    seen: (v) => of(v, 'services'),
    why: 'In the gap they are asked for their proofs at once, and take the disk’s speed from each other.',
    fix: 'Reckon whether all are through in time. limits.servicesPerDisk in the settings file says how many may run at once.',
  }),
  'look-not-ended': sentences({
    fails: 'A look did not come to its end',
    why: 'A disk that hangs, or a folder that may not be looked at, leaves unknown what lies there.',
    fix: 'Look whether the disk answers, then run the doctor again.',
  }),
} as const satisfies Partial<Record<DoctorCheckId, CheckSentences>>

const ofServices = {
  'service-runs': sentences({
    holds: 'It runs',
    fails: (v) => (v.state === 'unknown' ? 'Whether it runs is not known' : 'It does not run'),
    seen: () => '',
    why: 'Nobody makes a proof for its identity.',
    fix: 'Start it before the cycle gap opens.',
  }),
  'service-registered': sentences({
    holds: 'Its node has taken it',
    fails: 'Its node is not known to have taken it',
    why: 'A node asks only the services that it has taken for a proof.',
    fix: 'Look at its log, at the address it dials, and whether the node runs.',
  }),
  'operator-port': sentences({
    holds: (v) => (v.runs === 'yes' ? 'It answers itself at its operator address' : 'Its operator port is free'),
    fails: (v) => (v.runs === 'yes' ? 'It is not known to answer at its operator address itself' : 'Its operator port may be taken'),
    why: 'What answers there is then another program, and nothing is known of this service.',
    fix: 'Find out which program has the port, or give the service another one.',
  }),
  'operator-exposed': sentences({
    holds: 'Its operator address can be reached from this computer only',
    fails: 'Its operator address can be reached from other computers',
    why: 'It asks for no password, and tells what the service does.',
    fix: (v) => `Write 127.0.0.1 in place of the host in ${of(v, 'listener')}.`,
  }),
  'data-in-order': sentences({
    holds: 'Its metadata names its identity, and its files have their sizes',
    fails: 'What lies in its data folder is not known',
    why: 'A proof over other or missing data fails after hours.',
    fix: 'Let this user look into the folder.',
  }),
  'data-readable': sentences({
    holds: (v) => `${plural(count(v), 'data file', 'data files')}, each can be read`,
    fails: (v) =>
      v.first
        ? `${plural(count(v), 'data file', 'data files')} can’t be read, first ${v.first}`
        : count(v) === 0
          ? 'No data file could be looked at'
          : 'Not every data file could be looked at',
    why: 'A service that meets a file that it can’t read ends without a proof.',
    fix: (v) => `Give the service’s user the right to read what lies in ${of(v, 'path')}.`,
  }),
} as const satisfies Partial<Record<DoctorCheckId, CheckSentences>>

const ofFiles = {
  'folder-kept-here': sentences({
    holds: 'Its data stay on a disk of this computer',
    fails: (v) =>
      v.on === 'network'
        ? 'Its data lie on a network drive'
        : v.on === 'removable'
          ? 'Its data lie on a disk that can be taken out'
          : 'Its data are carried to other computers',
    why: (v) =>
      v.on === 'removable'
        ? 'Once it is taken out, nobody proves from it; plugged in elsewhere it is not seen from here.'
        : 'Locks prove nothing there, and another computer may use the same files.',
    fix: 'Keep the folder on a disk that stays in this computer and that no program carries away.',
  }),
  'program-can-run': sentences({
    holds: 'Its program is there and can be started',
    fails: (v) => `${cannotRun[v.why ?? ''] ?? 'It can’t be started:'} ${of(v, 'path')}`,
    seen: (v) => (v.why === 'fine' ? of(v, 'path') : ''),
    why: 'What runs now goes on; the next start fails.',
    fix: 'Name another program in its entry, or give this user the right to start it.',
  }),
  'identity-agrees': sentences({
    holds: (v) => `No source contradicts another, of ${plural(count(v), 'identity', 'identities')}`,
    fails: (v) =>
      v.state === undefined
        ? `What the sources say of ${plural(count(v), 'identity', 'identities')} is not all known`
        : 'Two sources contradict each other',
    why: (v) =>
      v.state === undefined
        ? 'Where a node or a key file says nothing, nothing can contradict it.'
        : 'One of key file, node and service is wrong, and neither is believed.',
    fix: 'Look at who says what, and find out which is wrong.',
  }),
  'keys-in-order': sentences({
    holds: (v) => `${plural(count(v), 'key has', 'keys have')} nothing wrong with ${count(v) === 1 ? 'its' : 'their'} copies`,
    fails: 'The look for copies of keys has not ended',
    seen: () => '',
    why: 'A second copy that a node loads means a ban, for ever.',
    fix: 'Run the doctor again when the look has ended.',
  }),
  'keys-folder-unread': sentences({
    fails: (v) => `${of(v, 'path')} could not be looked at`,
    why: 'What keys lie there is not known.',
    fix: 'Give this user the right to look into it.',
  }),
} as const satisfies Partial<Record<DoctorCheckId, CheckSentences>>

/** What the doctor looks at beside all that is found anyway. */
export const doctorChecks: Readonly<Record<DoctorCheckId, CheckSentences>> = {
  ...ofComputer,
  ...doctorNodeChecks,
  ...ofServices,
  ...ofFiles,
}
