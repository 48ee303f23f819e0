import type { ReactNode } from 'react'
import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import { shellWord, shortId } from '../../format/ids.ts'
import { time } from '../../format/time.ts'
import { useNow } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { CheckList, CheckRow } from '../../ui/check-row.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { nodesWords } from '../../words/nodes.ts'
import { seenText } from '../../words/seen.ts'
import { EntryActs } from './entry-acts.tsx'
import { Findings } from './findings.tsx'
import { LastEnd } from './last-end.tsx'
import { isDown } from './node-state.ts'
import styles from './nodes.module.css'
import { ProgramActs } from './program-acts.tsx'

const words = nodesWords.detail

/** One node: what can be done with it, how it ended, and what speaks against its next start. */
export const NodeChecks = ({ node }: { node: NodeRow }) => {
  const now = useNow(60_000)
  const { slot, findings } = node
  const since = slot?.startedAt == null ? null : time(slot.startedAt, now)
  const end = slot?.lastEnd ?? null
  const ended = end !== null && slot?.state !== 'running' && slot?.state !== 'starting' && slot?.state !== 'external'
  return (
    <section aria-label={`${node.name}, ${words.checks}`}>
      <div className={classes(layout.section, layout.wrap)}>
        <h2>{node.name}</h2>
        <span className={classes(text.quiet, text.small, text.cut)}>{words.program(node.version, slot?.pid ?? null, since)}</span>
        <span className={layout.grow} />
        {slot === null ? (
          <ButtonLink to={`/logs/node/${node.name}`} small>
            {words.logs}
          </ButtonLink>
        ) : (
          <ProgramActs program={{ kind: 'node', name: node.name, slot, findings }} />
        )}
      </div>
      {ended && <LastEnd end={end} />}
      <CheckList>
        {node.error !== null && !isDown(node) && (
          <CheckRow verdict="warn" verdictWord="" title={words.error} evidence={seenText(node.error)} />
        )}
        <Findings findings={findings} />
        {node.sync?.synced && node.reach === 'answers' && (
          <CheckRow verdict="pass" verdictWord="" title={words.synced(node.sync.peers)} evidence="" />
        )}
      </CheckList>
    </section>
  )
}

/** What a node says of itself, and what stands in its entry. */
export const NodeSays = ({ node }: { node: NodeRow }) => (
  <Section
    title={words.facts}
    label={`${node.name}, ${words.facts}`}
    beside={<EntryActs kind="node" name={node.name} forget={words.remove} />}
  >
    <NodeFacts node={node} />
  </Section>
)

const unknown = (): ReactNode => <span className={text.quiet}>{nodesWords.unknown}</span>

const NodeFacts = ({ node }: { node: NodeRow }) => {
  const { addresses, sync, slot } = node
  const line = slot?.pid == null ? '' : slot.commandLine.map(shellWord).join(' ')
  return (
    <dl className={classes(layout.facts, styles.facts)}>
      <dt>{words.network}</dt>
      <dd>{node.network ?? unknown()}</dd>
      <dt>{words.genesis}</dt>
      <dd>{node.genesisId === null ? unknown() : <Genesis id={node.genesisId} />}</dd>
      <dt>{words.layersName}</dt>
      <dd>{sync === null ? unknown() : words.layers(sync.currentLayer, sync.latestLayer, sync.processedLayer)}</dd>
      <dt>{words.setup}</dt>
      <dd>{words.setups[node.setup]}</dd>
      <dt>{words.coinbase}</dt>
      <dd className={text.path}>{node.coinbase ?? <span className={text.quiet}>{words.noCoinbase}</span>}</dd>
      <dt>{words.addresses}</dt>
      <dd>
        <Addresses addresses={addresses} />
      </dd>
      <dt>{words.folder}</dt>
      <dd className={text.path}>{node.dataFolder ?? <span className={text.quiet}>{words.notGiven}</span>}</dd>
      <dt>{words.command}</dt>
      <dd className={text.path}>{line === '' ? <span className={text.quiet}>{words.noCommand}</span> : line}</dd>
    </dl>
  )
}

const Addresses = ({ addresses }: Pick<NodeRow, 'addresses'>) =>
  (['public', 'private', 'post'] as const).map((kind) => (
    <span key={kind} className={styles.address}>
      <span className={text.faint}>{words.address[kind]}</span>
      {addresses[kind] === null ? (
        <span className={text.quiet}>{words.notAsked}</span>
      ) : (
        <span className={text.code}>{addresses[kind]}</span>
      )}
    </span>
  ))

const genesisCopy = { copy: words.genesis, copied: nodesWords.services.copy.copied }
const Genesis = ({ id }: { id: string }) => <CopyId short={shortId(id)} whole={id} words={genesisCopy} />
