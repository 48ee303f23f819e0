import type { NodeRow } from '../../../electron/contract/model/rig.ts'
import { shellWord, shortId } from '../../format/ids.ts'
import { time } from '../../format/time.ts'
import { useNow } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { CheckList, CheckRow } from '../../ui/check-row.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Findings } from '../../ui/findings.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { certificatesWords } from '../../words/certificates.ts'
import { nodesWords } from '../../words/nodes.ts'
import { seenText } from '../../words/seen.ts'
import { EntryActs } from './entry-acts.tsx'
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
        {node.error !== null && !isDown(node) && <CheckRow verdict="warn" title={words.error} evidence={seenText(node.error)} />}
        <Findings findings={findings} />
        {node.sync?.synced && node.reach === 'answers' && <CheckRow verdict="pass" title={words.synced(node.sync.peers)} evidence="" />}
      </CheckList>
    </section>
  )
}

/** What a node says of itself, and what stands in its entry. */
export const NodeSays = ({ node }: { node: NodeRow }) => (
  <Section
    title={words.facts}
    label={`${node.name}, ${words.facts}`}
    beside={
      <>
        <ButtonLink to="/certificates" kind="quiet" small>
          {certificatesWords.link}
        </ButtonLink>
        <EntryActs kind="node" name={node.name} forget={words.remove} />
      </>
    }
  >
    <NodeFacts node={node} />
  </Section>
)

const unknown = <span className={text.quiet}>{nodesWords.unknown}</span>
const pathOr = (path: string | null, none: string) => <span className={path === null ? text.quiet : text.path}>{path ?? none}</span>
const genesisCopy = { copy: words.genesis, copied: nodesWords.services.copy.copied }

const NodeFacts = ({ node }: { node: NodeRow }) => {
  const { addresses, sync, slot } = node
  const line = slot?.pid == null ? '' : slot.commandLine.map(shellWord).join(' ')
  return (
    <Facts
      className={styles.facts}
      facts={[
        [words.network, node.network ?? unknown],
        [
          words.genesis,
          node.genesisId === null ? (
            unknown
          ) : (
            <CopyId key="genesis" short={shortId(node.genesisId)} whole={node.genesisId} words={genesisCopy} />
          ),
        ],
        [words.layersName, sync === null ? unknown : words.layers(sync.currentLayer, sync.latestLayer, sync.processedLayer)],
        [words.setup, words.setups[node.setup]],
        [words.coinbase, pathOr(node.coinbase, words.noCoinbase)],
        [words.addresses, <Addresses key="addresses" addresses={addresses} />],
        [words.folder, pathOr(node.dataFolder, words.notGiven)],
        [words.command, pathOr(line || null, words.noCommand)],
      ]}
    />
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
