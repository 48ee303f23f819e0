import { count, list } from '../../format/numbers.ts'
import { plural } from './grammar.ts'

const verdict = {
  fail: (n: number) => plural(n, 'fails', 'fail'),
  unknown: (n: number) => `${count(n)} not known`,
  warn: (n: number) => `${count(n)} worth knowing`,
  pass: (n: number) => plural(n, 'passes', 'pass'),
} as const

/** The doctor, and the bundle for who helps. */
export const doctorWords = {
  title: 'Doctor',
  lead: 'Looks at everything that can be looked at: keys, data, disks, programs, ports, nodes, services, clock, rights. It reads only, and changes nothing.',
  open: 'Doctor',
  run: 'Run the doctor',
  again: 'Run it again',
  stop: 'Stop',
  runs: (done: number, of: number) => (of === 0 ? 'Asking nodes and disks anew' : `${count(done)} of ${count(of)} looks`),
  never: 'It has not run since Smeshdesk was started.',
  asOf: (at: string) => `As of ${at}.`,
  stopped: (at: string, done: number, of: number) => `Stopped ${at} after ${count(done)} of ${count(of)} looks: the rest is not known.`,
  summary: (of: Readonly<Record<keyof typeof verdict, number>>) =>
    list((['fail', 'unknown', 'warn', 'pass'] as const).flatMap((one) => (of[one] > 0 ? [verdict[one](of[one])] : []))),
  verdict: { fail: 'fails', unknown: 'not known', warn: 'worth knowing', pass: 'passes' },
  passed: (n: number) => (n === 1 ? 'One passed' : `${count(n)} passed`),
  allPassed: (n: number) => `All passed (${count(n)})`,
  /** What is mended on one page; `name`: of a node. */
  group: (page: string | null) =>
    page === null
      ? 'This computer and Smeshdesk’s own folder'
      : page.startsWith('#/identities')
        ? 'Identities'
        : ({ '#/keys': 'Key copies', '#/nodes': 'Nodes' }[page] ?? page.replace('#/nodes/', '')),
  compare: 'Compare the sources',
  about: (name: string, said: string) => `${name}: ${said}`,
  took: (ms: number) => (ms < 1_000 ? `${count(ms)} ms` : `${count(Math.round(ms / 100) / 10)} s`),
  bundle: {
    title: 'Support bundle',
    open: 'Support bundle',
    lead: 'What somebody else needs to help you: what the doctor found, versions, settings, configs, the ends of logs, alerts, what happened. Nothing is sent anywhere.',
    never:
      'A key is never in it, nor a note of yours. Passwords, tokens, addresses of who is told and all that has the length of a key are taken out; your home folder is written as ~, the name of this computer as HOST.',
    prepare: 'Show what would be in it',
    preparing: 'Reading; the doctor runs first if it has not.',
    exactly: (parts: number, characters: string) =>
      `Exactly these ${plural(parts, 'part', 'parts')} would be saved, ${characters} before they are packed.`,
    taken: (n: number) => `${plural(n, 'place was', 'places were')} taken out or replaced.`,
    check: 'Open each part and look before you give it away: names of identities and nodes, public ids, addresses and paths are in it.',
    part: (name: string) =>
      ({
        'about.json': 'Versions, system',
        'doctor.json': 'What the doctor found',
        'alerts.json': 'Alerts',
        'rig.json': 'Nodes, services, identities as they are shown',
        'settings.json': 'Settings',
        'history.json': 'What happened last',
      })[name] ?? (name.startsWith('configs/') ? 'Config of a node' : 'End of a log'),
    characters: (n: string) => `${n} characters`,
    show: 'Show',
    hide: 'Hide',
    more: 'Show more of it',
    save: 'Save the bundle',
    saved: (path: string, size: string) => `Saved for this user only: ${path}, ${size}.`,
  },
} as const
