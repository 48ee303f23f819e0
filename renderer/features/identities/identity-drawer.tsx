import { diskName } from '../../../electron/contract/model/disk-name.ts'
import type { Evidence, IdentityRow } from '../../../electron/contract/model/identity.ts'
import { base64OfHex, shortId } from '../../format/ids.ts'
import { list } from '../../format/numbers.ts'
import { time, utc } from '../../format/time.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { useUnlooked } from '../../state/unlooked.ts'
import { classes } from '../../ui/classes.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { EvidenceList, EvidenceRow } from '../../ui/evidence-row.tsx'
import layout from '../../ui/layout.module.css'
import type { MarkName } from '../../ui/marks.ts'
import { Section } from '../../ui/section.tsx'
import { LifeCycle } from '../../ui/stepper.tsx'
import text from '../../ui/text.module.css'
import type { Tone } from '../../ui/tone.ts'
import { age } from '../../words/ages.ts'
import { saysWords } from '../../words/evidence.ts'
import { gapSays } from '../../words/history.ts'
import { identitiesWords } from '../../words/identities.ts'
import { seenText } from '../../words/seen.ts'
import { stateWords } from '../../words/states.ts'
import { DrawerEarned } from './drawer-earned.tsx'
import { DrawerFiles } from './drawer-files.tsx'
import { DrawerGiven } from './drawer-given.tsx'
import { DrawerNeeds } from './drawer-needs.tsx'
import { DrawerRemembered } from './drawer-remembered.tsx'
import { DrawerTimeline } from './drawer-timeline.tsx'
import { HistoryGrid } from './history-grid.tsx'
import styles from './identities.module.css'
import { ProofSpeeds } from './proof-speeds.tsx'

const words = identitiesWords.drawer
type LifeStep = NonNullable<IdentityRow['life']['step']>
const steps: readonly LifeStep[] = ['registered', 'round-end', 'poet-proof', 'proving', 'atx', 'next-round', 'eligible']

/** One identity: life cycle, what needs you, who says what, its files, what its node told. The order never changes. */
export const IdentityDrawer = ({ row, onClose }: { row: IdentityRow; onClose: () => void }) => (
  <Drawer title={row.name} closeWords={words.close} onClose={onClose} head={<DrawerHead row={row} />}>
    <DrawerNeeds row={row} />
    <Unlooked id={row.id} />
    <Sources row={row} />
    <HistoryGrid row={row} />
    <ProofSpeeds row={row} />
    <DrawerFiles row={row} />
    <DrawerEarned row={row} />
    <DrawerTimeline id={row.id} />
    <DrawerRemembered id={row.id} />
  </Drawer>
)

/** So old a time without a look says nothing of what stands here. */
const toldMs = 86_400_000

/** When nobody looked last: what stands here was not observed then. */
const Unlooked = ({ id }: Pick<IdentityRow, 'id'>) => {
  const now = useNow(60_000)
  const [last] = useUnlooked(now, id)
  return last === undefined || now - (last.until ?? now) > toldMs ? null : (
    <p className={classes(text.note, layout.near)}>{gapSays(last, now)}</p>
  )
}

const DrawerHead = ({ row }: { row: IdentityRow }) => {
  const facts = [
    ...words.size(row.numUnits, row.sizeBytes),
    words.disk(diskName(row) ?? ''),
    row.node === null ? words.noNode : words.node(row.node),
  ]
  const state = stateWords(row.state)
  return (
    <>
      <div className={styles.meta}>
        <CopyId short={shortId(row.id)} whole={row.id} words={words.id} />
        <CopyId short={words.asBase64} whole={base64OfHex(row.id) ?? ''} words={words.base64} plain />
        <span>{facts.filter((fact) => fact !== '').join(', ')}</span>
      </div>
      <DrawerGiven key={row.id} row={row} />
      <LifeCycle
        label={words.life}
        marks={steps.map((step) => {
          const current = row.life.step === step
          const done = row.life.done.includes(step)
          return {
            key: step,
            name: words.steps[step],
            done,
            current,
            mark: current ? state.mark : done ? 'published' : 'queued',
            tone: current ? row.tone : done ? 'good' : 'idle',
          }
        })}
      />
    </>
  )
}

const markOf: Readonly<Record<Tone, MarkName>> = {
  good: 'pass',
  active: 'reading',
  warn: 'at-risk',
  bad: 'failed',
  odd: 'disagree',
  idle: 'queued',
}

const Sources = ({ row }: { row: IdentityRow }) => {
  const sources = row.evidence.filter(({ source }) => source !== 'malfeasance').length
  return (
    <Section
      className={layout.above}
      title={words.sources}
      level="h3"
      beside={<span className={text.age}>{words.sourceCount(sources)}</span>}
    >
      <EvidenceList>
        {row.evidence.map((evidence) => (
          <Source key={`${evidence.source} ${evidence.detail}`} evidence={evidence} />
        ))}
        <BanRow row={row} />
      </EvidenceList>
    </Section>
  )
}

const Source = ({ evidence }: { evidence: Evidence }) => {
  const now = useNow()
  const { at, stale } = evidence
  // Nodes that were asked and know of no ban are evidence; they prove nothing of others.
  const tone = evidence.source === 'malfeasance' && evidence.says === 'not-proven' ? 'good' : evidence.tone
  return (
    <EvidenceRow
      source={words.source[evidence.source]}
      says={saysWords(evidence)}
      mark={at === null ? 'unknown' : evidence.source === 'malfeasance' && tone === 'bad' ? 'banned' : markOf[tone]}
      tone={tone}
      age={at === null ? words.never : stale ? words.stale(time(at, now, { seconds: true })) : age(now - at)}
      ageTitle={at === null ? undefined : utc(at)}
      detail={seenText(evidence.detail)}
    />
  )
}

/** Nodes never tell of a ban by themselves, so who was asked, and when, always stands here. */
const BanRow = ({ row: { ban, evidence } }: { row: IdentityRow }) => {
  const now = useNow()
  const asked = useMirror(({ nodes }) => Object.keys(nodes).length) ?? 0
  if (evidence.some(({ source }) => source === 'malfeasance')) return null
  const banned = ban.state === 'banned'
  const detail = [
    ban.askedAt.length > 0 ? words.ban.asked_at(list(ban.askedAt)) : asked === 0 ? words.ban.nobody : '',
    ban.silent.length > 0 ? words.ban.silent_at(list(ban.silent)) : '',
    ban.kind === null ? '' : words.ban.kind(ban.kind),
  ]
  return (
    <EvidenceRow
      source={words.source.malfeasance}
      says={words.ban[ban.state]}
      mark={banned ? 'banned' : ban.state === 'not-proven' ? 'pass' : 'unknown'}
      tone={banned ? 'bad' : ban.state === 'not-proven' ? 'good' : 'idle'}
      age={ban.at === null ? words.never : age(now - ban.at)}
      ageTitle={ban.at === null ? undefined : utc(ban.at)}
      detail={detail.filter((part) => part !== '').join('; ')}
    />
  )
}
