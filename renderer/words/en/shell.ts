import { list } from '../../format/numbers.ts'
import { lasting } from '../../format/time.ts'
import { age } from './ages.ts'
import { numberWord, plural } from './grammar.ts'

export const shellWords = {
  product: 'Smeshdesk',
  screens: 'Screens',
  page: 'Page',
  start: 'Start page',
  overview: 'Overview',
  identities: 'Identities',
  migrate: 'Migrate',
  keys: 'Key copies',
  nodes: 'Nodes',
  binaries: 'Binaries',
  theme: { system: 'As the system', light: 'Light', dark: 'Dark', next: (name: string) => `Look: ${name}. Change it` },
  network: {
    none: 'no network yet',
    simulated: 'simulated network',
    layer: (layer: string, synced: boolean) => `layer ${layer}, ${synced ? 'synced' : 'not synced'}`,
    unknown: 'layer unknown',
    last: (at: string) => `last heard ${at}`,
    host: (version: string, host: 'desktop' | 'console') => `${host === 'desktop' ? 'this computer' : 'in the browser'}, v${version}`,
  },
  alert: {
    region: 'Worst open alert',
    calm: 'Nothing is open.',
    checked: (ageMs: number | null) => (ageMs === null ? 'Nothing was looked at yet.' : `Last checked ${age(ageMs)}.`),
    moving: (name: string, step: number, of: number) => `A move is running: ${name}, step ${step} of ${of}. Nothing else is open.`,
    all: (count: number) => `${plural(count, 'alert', 'alerts')}, all of them`,
    look: 'Show it',
    seen: 'I have seen it',
    /** Nothing is open, and yet it is no proof that all is well. */
    why: {
      starting: 'Starting: nothing is known yet.',
      looking: 'Looking…',
      'nothing-there': 'Nothing to look at yet: no node and no identity.',
      unknown: 'Nothing is open, and not everything is known.',
      stale: 'Nothing is open as of the last look, which is old.',
      'not-all-readable': 'Nothing is open, and a part of the rig could not be read.',
      'not-synced': 'Nothing is open. A node is not synced yet.',
      'no-clock': 'Nothing is open. When the next cycle gap opens is not known.',
      'not-in-round': 'Nothing needs you now. Not every identity is in this epoch; it is in the table.',
      'not-observed': 'Nothing needs you now. Whether every identity is in this round was not observed.',
      unsure: 'Nothing needs you now. Not all that this rests on was observed: sync, registrations, or bans.',
      watching: 'Nothing is open yet. Something was just seen, and is told when it lasts.',
    } as Readonly<Record<string, string>>,
    lost: 'Smeshdesk does not answer.',
    /** `stopped`: by a move that was under way; they come back only with Smeshdesk. */
    lostFor: (ms: number, stopped: readonly string[]) =>
      stopped.length === 0
        ? `What you see is ${lasting(ms)} old. Nodes and services go on by themselves; it is tried again.`
        : `${list(stopped)} ${stopped.length === 1 ? 'was' : 'were'} stopped by a move and ${stopped.length === 1 ? 'waits' : 'wait'}. Start Smeshdesk again. What you see is ${lasting(ms)} old.`,
    problem: 'The rig could not be read.',
  },
  activity: 'Activity',
  settings: 'Settings',
  notice: {
    simulated: (head: string) => `Simulated: ${head}`,
    more: (rest: string, n: number) => `${rest} And ${plural(n, 'more alert', 'more alerts')}.`,
  },
  alerts: {
    title: 'Open alerts',
    filter: { label: 'Show', all: 'All', open: 'Open', over: 'Over, or to be seen' },
    none: 'None of these.',
    more: (n: number) => `Show ${plural(n, 'more', 'more')}`,
    showLog: 'Show its log',
    logOf: 'Log of',
    noLog: 'No node and no service is known whose log could be read.',
    choose: 'Choose a program',
    summary: (open: number, over: number) =>
      open === 0
        ? `${plural(over, 'alert waits', 'alerts wait')} for you to mark ${over === 1 ? 'it' : 'them'} as seen.`
        : `${plural(open, 'alert is', 'alerts are')} open, the worst first.`,
    seenAll: (n: number) => `I have seen these ${numberWord(n)}`,
    noneKnown: 'No alert is open. That is no proof that all is well; the line above says what is not known.',
  },
  /** "(2) Late · Smeshdesk". */
  title: (alerts: number | null, said: string | null) =>
    `${alerts === null || alerts === 0 ? '' : `(${alerts}) `}${said === null ? '' : `${said} · `}Smeshdesk`,
  link: {
    opening: 'Opening Smeshdesk',
    refused: 'This page was not let in',
    refusedWhy: 'A page is let in once, by a link that holds for a minute.',
    refusedAct:
      'Where Smeshdesk was started, the line “For another” names the command that prints a new link. Paste that link into this tab.',
    notOurs: 'Something else answers here',
    notOursWhy: 'The program on this port could not prove that it is your Smeshdesk.',
    notOursAct: 'Close this page and open Smeshdesk again.',
  },
  starting: {
    title: 'Starting',
    step: (done: number, of: number) => `${done} of ${of}`,
  },
  crash: {
    title: 'This screen broke',
    why: 'It met a case it was not made for. Nodes and services are not touched by it.',
    act: 'Open it again, or go to another screen.',
    again: 'Open it again',
  },
  help: {
    title: 'Keys',
    lead: 'Not while you type.',
    keys: [
      ['Ctrl K', 'Everything by its name: screens, identities, acts'],
      ['G O', 'Overview'],
      ['G I', 'Identities'],
      ['G A', 'Activity'],
      ['G M', 'Migrate'],
      ['G K', 'Key copies'],
      ['G N', 'Nodes'],
      ['G S', 'Settings'],
      ['G W', 'Start page'],
      ['/', 'Find on this screen'],
      ['↑ ↓', 'From row to row; with the drawer open it goes along'],
      ['X', 'Choose the row; with Shift ↑ ↓ several, with Ctrl A all that are shown'],
      ['Esc', 'Close the drawer or the dialog; choose none'],
      ['N', 'In a log: the next error'],
      ['W', 'In a log: whole lines'],
      ['?', 'This sheet'],
    ],
  },
  nowhere: {
    title: 'There is no such screen',
    text: (address: string) => `Nothing stands at “${address}”. The address may be mistyped, or from another version.`,
    act: 'To the overview',
  },
  close: 'Close',
  toasts: 'Finished',
  finished: {
    published: 'ATX published',
    manyPublished: (n: number) => `${n} ATXs published`,
    manyMoves: (n: number) => `${n} moves have ended`,
    /** At most two short words: the rail may be 36 px wide. */
    short: { atx: (n: number) => plural(n, 'ATX', 'ATXs'), move: (n: number) => (n === 1 ? 'Moved' : `${n} moves`) },
    moved: (target: string) => `moved to ${target}, not proven yet`,
    aborted: (source: string) => `put back to ${source}`,
    closed: 'the move was closed as it is',
  },
} as const
