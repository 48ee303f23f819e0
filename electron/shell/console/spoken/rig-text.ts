import { proofBy } from '../../../../renderer/features/identities/figures.ts'
import { natural } from '../../../../renderer/features/identities/sort.ts'
import { byName, nodeLook, nodeNote, nodesSummary, runsUnder } from '../../../../renderer/features/nodes/node-state.ts'
import { serviceLook } from '../../../../renderer/features/nodes/service-state.ts'
import { verdictRest, verdictSaid } from '../../../../renderer/features/overview/verdict-said.ts'
import { shortId } from '../../../../renderer/format/ids.ts'
import { count } from '../../../../renderer/format/numbers.ts'
import { iso, lasting } from '../../../../renderer/format/time.ts'
import { inOrder } from '../../../../renderer/frame/alert-order.ts'
import { alertWords } from '../../../../renderer/words/alerts.ts'
import { consoleWords } from '../../../../renderer/words/console.ts'
import { identitiesWords as words } from '../../../../renderer/words/identities.ts'
import { nodesWords } from '../../../../renderer/words/nodes.ts'
import { overviewWords } from '../../../../renderer/words/overview.ts'
import { stateWords } from '../../../../renderer/words/states.ts'
import { diskName } from '../../../contract/model/disk-name.ts'
import type { IdentityRow } from '../../../contract/model/identity.ts'
import type { Alert, NodeRow, ServiceRow } from '../../../contract/model/rig.ts'
import type { State } from '../../../contract/state.ts'
import { diskWord, proofWord, serviceWord } from './identity-words.ts'
import { inert, table } from './terminal.ts'

// The rig as a terminal shows it: in the sentences of the screens, from the rows that they are drawn from.

/** What is shown: lines for a person, a value for a program, and whether anything of it asks for a person or is not known. */
export interface Spoken {
  readonly text: string
  readonly value: unknown
  readonly asks: boolean
}

interface Look {
  readonly now: number
  /** Columns of the terminal; `null` where nobody looks. */
  readonly room: number | null
}

const at = (instant: number | null): string | null => (instant === null ? null : iso(instant))

const calls = ({ tone, mark }: { readonly tone: string; readonly mark: string }): boolean =>
  tone === 'bad' || tone === 'warn' || tone === 'odd' || mark === 'unknown'

function due({ deadline, since, over, atLeast }: Alert, now: number): string {
  const { open, left, passed } = overviewWords.risks
  if (over !== null) return ''
  return `(${deadline === null ? open(now - since, atLeast) : deadline > now ? left(deadline - now) : passed})`
}

/** The rig in one sentence, and what speaks against it. */
export function statusSpoken(state: State, { now }: Look): Spoken {
  const { identities, verdict, nodes, services } = state
  // No rig is open: the screen offers to open one then.
  const isEmpty = state.rig.kind === 'none' && state.rig.starting === null
  const said = isEmpty ? { sentence: overviewWords.nothing, doubt: '', counts: false } : verdictSaid(state, now)
  const rest = verdictRest(said, { identities, provenAt: verdict?.provenAt ?? null }, now)
  const alerts = inOrder(state.alerts).map((alert) => ({ alert, said: alertWords(alert, now) }))
  const rows = nodesSummary(byName(nodes), byName(services))
  const lines = [
    said.sentence,
    rest,
    ...alerts.map(({ alert, said: { head, rest: more } }) => ['-', head, more, due(alert, now)].filter((part) => part !== '').join(' ')),
    said.counts ? rows : '',
  ]
  return {
    text: lines
      .filter((line) => line !== '')
      .map(inert)
      .join('\n'),
    value: {
      sentence: said.sentence,
      rest,
      ...(verdict === null ? { calm: false } : { ...verdict, provenAt: at(verdict.provenAt) }),
      alerts: alerts.map(({ alert, said: { head, rest: more } }) => ({
        id: alert.id,
        risk: alert.risk,
        tone: alert.tone,
        head,
        rest: more,
        since: at(alert.since),
        over: at(alert.over),
        deadline: at(alert.deadline),
        costEpochs: alert.costEpochs,
        identities: alert.identities,
      })),
      nodes: rows,
    },
    asks: verdict?.calm !== true,
  }
}

const ofIdentity = (row: IdentityRow) => {
  const by = proofBy(row)
  const { title } = stateWords(row.state)
  const { id, name, state, tone, attention, node, service, numUnits } = row
  return {
    id,
    name,
    note: row.note ?? null,
    state,
    title,
    tone,
    attention,
    since: at(row.since),
    node,
    service,
    disk: diskName(row),
    units: numUnits,
    serviceSays: serviceWord(row),
    proofBy: typeof by === 'number' ? iso(by) : null,
    lastAtx: row.lastAtx?.publishEpoch ?? null,
    standing: row.standing,
  }
}

/** All identities, each as its row says. */
export function identitiesSpoken({ identities }: State, { now, room }: Look): Spoken {
  const { columns } = words
  const rows = Object.values(identities).sort((one, other) => natural.compare(one.name, other.name))
  const lineOf = (row: IdentityRow): readonly string[] => [
    row.name,
    shortId(row.id),
    [stateWords(row.state).title, row.since === null ? '' : lasting(now - row.since)].filter((part) => part !== '').join(', '),
    row.node ?? words.none,
    diskWord(row),
    row.numUnits === null ? words.unknown : count(row.numUnits),
    serviceWord(row),
    proofWord(row, now),
    row.lastAtx === null ? words.noAtx : words.epoch(row.lastAtx.publishEpoch),
  ]
  const head = [columns.name, words.export.id, columns.state, columns.node, columns.disk, columns.units, columns.service]
  return {
    text: rows.length === 0 ? words.empty.title : table([...head, columns.proofBy, columns.lastAtx], rows.map(lineOf), room),
    value: rows.map(ofIdentity),
    asks: rows.some((row) => row.attention || calls({ tone: row.tone, mark: stateWords(row.state).mark })),
  }
}

const versionOf = ({ version }: NodeRow): string => version?.replace(/^v/, '') ?? nodesWords.unknown

/** All nodes, as their table says. */
export function nodesSpoken({ nodes }: State, { now, room }: Look): Spoken {
  const { columns } = nodesWords
  const rows = byName(nodes).map((node) => ({ node, look: nodeLook(node), note: nodeNote(node, now) }))
  const lines = rows.map(({ node, look, note }) => [
    node.name,
    note === undefined ? look.title : `${look.title}, ${note}`,
    versionOf(node),
    node.sync === null ? nodesWords.unknown : count(node.sync.currentLayer),
    count(node.identities.length),
    runsUnder(node),
  ])
  const head = [columns.name, columns.state, columns.version, columns.layer, columns.identities, columns.runs]
  return {
    text: rows.length === 0 ? nodesWords.empty.title : table(head, lines, room),
    value: rows.map(({ node: { name, reach, sync, version, identities, seenAt, slot }, look }) => ({
      name,
      title: look.title,
      tone: look.tone,
      reach,
      version,
      sync,
      identities,
      seenAt: at(seenAt),
      slot: slot === null ? null : { state: slot.state, pid: slot.pid, ours: slot.ours },
    })),
    asks: rows.some(({ look }) => calls(look)),
  }
}

/** What a service is, in the word of its row. */
const serviceState = ({ slot: { state } }: ServiceRow): string => nodesWords.services.state[state]

/** All services, as their list says. */
export function servicesSpoken({ services, identities }: State, { room }: Look): Spoken {
  const rows = byName(services).map((service) => {
    const identity = service.identity === null ? undefined : identities[service.identity]
    return { service, look: serviceLook(service), identity }
  })
  const { columns } = consoleWords
  const head = [
    columns.service,
    nodesWords.columns.state,
    columns.process,
    nodesWords.columns.name,
    words.columns.name,
    words.columns.state,
  ]
  const lines = rows.map(({ service, identity }) => [
    service.name,
    serviceState(service),
    service.slot.pid === null ? '' : consoleWords.process(service.slot.pid),
    service.node ?? words.none,
    identity?.name ?? nodesWords.unknown,
    identity === undefined ? nodesWords.unknown : stateWords(identity.state).title,
  ])
  return {
    text: rows.length === 0 ? consoleWords.noServices : table(head, lines, room),
    value: rows.map(({ service: { name, identity, node, dataFolder, slot, connection }, look }) => ({
      name,
      title: nodesWords.services.state[slot.state],
      tone: look.tone,
      identity,
      node,
      dataFolder,
      slot: { state: slot.state, pid: slot.pid, ours: slot.ours, adopted: slot.adopted, startedAt: at(slot.startedAt) },
      connection: connection.state,
    })),
    asks: rows.some(({ look }) => calls(look)),
  }
}
