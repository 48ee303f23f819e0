import type { Act } from '../../../electron/contract/model/act.ts'
import type { IdentityRow } from '../../../electron/contract/model/identity.ts'
import type { ServiceRow, SlotRow } from '../../../electron/contract/model/rig.ts'
import { toolOf } from '../../../electron/contract/model/tools.ts'
import type { State } from '../../../electron/contract/state.ts'
import type { Program } from '../../acts/stop-dialog.tsx'
import type { AppClient } from '../../bridge/connection.ts'
import { base64OfHex, shortId } from '../../format/ids.ts'
import { routeOf } from '../../frame/route-of.ts'
import { actWords } from '../../words/acts.ts'
import { alertWords } from '../../words/alerts.ts'
import { doctorWords } from '../../words/doctor.ts'
import { paletteWords as words } from '../../words/palette.ts'
import { closedWords } from '../../words/programs.ts'
import { shellWords } from '../../words/shell.ts'
import { simulatedWords } from '../../words/simulated.ts'
import { stateWords } from '../../words/states.ts'
import { welcomeWords } from '../../words/welcome.ts'
import type { Findable } from './fuzzy.ts'

/** What choosing it does. What can lose something only asks; the dialog does it. */
export type Does =
  | { readonly is: 'go'; readonly to: string }
  | { readonly is: 'copy'; readonly text: () => string }
  | { readonly is: 'run'; readonly run: (client: AppClient) => Promise<unknown>; readonly to: string | null }
  | { readonly is: 'ask'; readonly what: 'stop' | 'restart'; readonly kind: Program['kind']; readonly name: Program['name'] }

export interface Entry extends Findable {
  readonly key: string
  readonly note: string
  /** Why it can't be done now, in words. */
  readonly closed: string | null
  readonly does: Does
}

/** `also`: other words by which it is found. */
type Part = Pick<Entry, 'said' | 'note' | 'does'> & Partial<Pick<Entry, 'closed' | 'exact' | 'key'>> & { readonly also?: string }
const entry = ({ closed = null, also = '', ...part }: Part): Entry => ({
  key: `${part.note} ${part.said}`,
  ...part,
  closed,
  hay: `${part.said} ${part.note} ${also}`.trim().toLowerCase(),
})
const go = (said: string, note: string, to: string): Entry => entry({ said, note, does: { is: 'go', to } })

/** Screens that say something where there is no rig yet. */
const withoutRig: readonly string[] = [
  '/settings',
  '/settings/notifications',
  '/found',
  '/nodes/add',
  '/networks/new',
  '/services/add',
  '/welcome',
]

const screens = ({ rig }: State): Entry[] =>
  Object.entries(words.screens).flatMap(([to, said]) =>
    (to === '/simulated' && rig.simulation === null) || (rig.kind === 'none' && !withoutRig.includes(to))
      ? []
      : [go(said, words.kinds.screen, to)],
  )

/** Its screen shows what it finds. */
const doctor: Entry = entry({
  said: doctorWords.run,
  note: words.kinds.doctor,
  does: { is: 'run', run: (client) => client.doctor.run(null), to: '/activity/doctor' },
})

/** Where there is no rig its start, else how fast it runs. */
const simulation = ({ rig }: State): Entry[] =>
  rig.simulation === null
    ? rig.kind === 'none' && rig.starting === null && rig.problem === null
      ? [
          entry({
            said: welcomeWords.sim.act,
            note: words.kinds.simulation,
            does: { is: 'run', run: (client) => client.rig.startSimulated(null), to: '/welcome' },
          }),
        ]
      : []
    : ([0, 1, 4] as const).map((speed) =>
        entry({
          said: words.speed(simulatedWords.speed[speed]),
          note: words.kinds.simulation,
          does: { is: 'run', run: (client) => client.simulation.setSpeed({ speed }), to: null },
        }),
      )

/** Start at once; what stops something opens its dialog. */
const programActs = (program: Program, page: string): Entry[] => {
  const { kind, name, slot, findings } = program
  const closed = (key: SlotRow['startClosed']) => (key === null ? null : closedWords(key, findings))
  const note = words.kinds[kind]
  const start = (client: AppClient) => (kind === 'node' ? client.nodes : client.services).start({ name })
  return [
    entry({ said: actWords.start(kind, name), note, closed: closed(slot.startClosed), does: { is: 'run', run: start, to: page } }),
    entry({ said: actWords.stopAsks(kind, name), note, closed: closed(slot.stopClosed), does: { is: 'ask', what: 'stop', kind, name } }),
    entry({
      said: actWords.restartAsks(kind, name),
      note,
      closed: closed(slot.restartClosed),
      does: { is: 'ask', what: 'restart', kind, name },
    }),
    go(words.of(name, words.log), note, `/logs/${kind}/${name}`),
  ]
}

const nodes = ({ nodes: all, rig }: State): Entry[] =>
  Object.values(all).flatMap(({ name, slot, findings }) => [
    go(name, words.kinds.node, `/nodes/${name}`),
    ...(slot === null ? [] : programActs({ kind: 'node', name, slot, findings }, `/nodes/${name}`)),
    ...(rig.editable ? [go(words.of(name, words.edit), words.kinds.node, `/nodes/${name}/edit`)] : []),
  ])

const pageOf = ({ node }: ServiceRow): string => (node === null ? '/nodes' : `/nodes/${node}`)
const services = ({ services: all, rig }: State): Entry[] =>
  Object.values(all).flatMap((row) => [
    go(row.name, words.kinds.service, pageOf(row)),
    ...programActs({ kind: 'service', ...row }, pageOf(row)),
    ...(rig.editable ? [go(words.of(row.name, words.edit), words.kinds.service, `/services/${row.name}/edit`)] : []),
  ])

/** Why no move of it can even be looked at. */
const noMove = (row: IdentityRow, several: boolean): keyof typeof words.noMove | null => {
  if (row.ban.state === 'banned') return 'banned'
  if (row.overlay === 'key-returned' || row.cell.key === 'duplicate' || row.cell.key === 'defective') return 'key-first'
  if (row.node === null) return 'no-node'
  return several ? null : 'one-node'
}

const identities = (state: State): Entry[] => {
  const moves = new Map(Object.values(state.batches).flatMap((one) => (one.activity === 'ended' ? [] : [[one.identity, one.batch]])))
  const several = Object.keys(state.nodes).length > 1
  return Object.values(state.identities).flatMap((row) => {
    const base64 = () => base64OfHex(row.id) ?? ''
    const note = `${words.kinds.identity} ${shortId(row.id)}`
    const batch = moves.get(row.id)
    const why = noMove(row, several)
    const also = `${row.fileName ?? ''} ${row.note ?? ''}`
    const named = (said: string, does: Does, closed: string | null = null): Entry =>
      entry({ said: words.of(row.name, said), note, does, closed, also })
    return [
      entry({
        said: row.name,
        note: `${note}, ${stateWords(row.state).title}`,
        also,
        exact: () => [row.id, base64()],
        does: { is: 'go', to: `/identities/${row.id}` },
      }),
      named(words.copyHex, { is: 'copy', text: () => row.id }),
      named(words.copyBase64, { is: 'copy', text: base64 }),
      batch === undefined
        ? named(words.move, { is: 'go', to: `/migrate/new/${row.id}` }, why === null ? null : words.noMove[why])
        : named(words.openMove, { is: 'go', to: `/migrate/${batch}` }),
    ]
  })
}

/** The one act that helps is in the list already, where it starts or stops something: here only what leads there, or marks as seen. */
const whereOf = (act: Act | null, route: string | null): string | null => {
  if (act?.do === 'read-log') return `/logs/${act.kind}/${act.name}`
  if (act?.do === 'edit') return `/${act.kind}s/${act.name}/edit`
  const to = act?.do === 'open' ? act.route : route
  return to === null ? null : routeOf(to)
}

const alerts = ({ alerts: all }: State, now: number): Entry[] =>
  Object.values(all)
    .toSorted((one, other) => one.rank - other.rank)
    .flatMap((alert) => {
      const { head } = alertWords(alert, now)
      const to = whereOf(alert.act, alert.route)
      const see = (client: AppClient) => client.rig.acknowledge({ alert: alert.id })
      return [
        ...(to === null ? [] : [entry({ said: head, note: words.kinds.alert, key: alert.id, does: { is: 'go', to } })]),
        ...(alert.acknowledge
          ? [
              entry({
                said: words.of(head, shellWords.alert.seen),
                note: words.kinds.alert,
                key: `seen ${alert.id}`,
                does: { is: 'run', run: see, to: null },
              }),
            ]
          : []),
      ]
    })

const moves = ({ batches, lostMoves }: State): Entry[] => [
  ...Object.values(batches).map(({ batch, identityName, source, target }) =>
    go(words.of(identityName, `${source} → ${target}`), words.kinds.move, `/migrate/${batch}`),
  ),
  ...Object.keys(lostMoves).map((id) => go(id, words.kinds.move, `/migrate/${id}`)),
]

/** Only what an entry does with it: to add, to remove and to take for right ask on the page itself. */
const binaries = ({ binaries: all, nodes: here, services: provers, rig }: State): Entry[] => {
  if (!rig.editable) return []
  return Object.values(all).flatMap(({ tool, version, usedBy }) => {
    const kind = tool === toolOf.node ? 'node' : tool === toolOf.service ? 'service' : null
    if (version === null || kind === null) return []
    const said = `${tool} ${version}`
    return Object.values(kind === 'node' ? here : provers).flatMap(({ name }) => {
      const use = (client: AppClient) => client.binaries.use({ tool, version, kind, name })
      return usedBy.some((user) => user.kind === kind && user.name === name)
        ? []
        : [entry({ said: words.of(said, words.runBinary(name)), note: words.kinds.binary, does: { is: 'run', run: use, to: '/binaries' } })]
    })
  })
}

/** Everything that can be gone to or done now, what asks for a person first. */
export const entriesOf = (state: State, now: number): readonly Entry[] => [
  ...alerts(state, now),
  ...screens(state),
  doctor,
  ...simulation(state),
  ...nodes(state),
  ...identities(state),
  ...services(state),
  ...binaries(state),
  ...moves(state),
]
