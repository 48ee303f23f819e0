import type { RigName, SmesherId } from '../../../electron/contract/model/basics.ts'
import type { MoveScan } from '../../../electron/contract/model/migration.ts'
import { shortId } from '../../format/ids.ts'
import { time } from '../../format/time.ts'
import { useMirror, useNow } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { CheckList } from '../../ui/check-row.tsx'
import { classes } from '../../ui/classes.ts'
import { Loading } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Findings } from '../../ui/findings.tsx'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { age } from '../../words/ages.ts'
import type { FaultWords } from '../../words/errors.ts'
import { migrateWords } from '../../words/migrate.ts'
import styles from './migrate.module.css'
import { WizardFrame } from './wizard-frame.tsx'

const words = migrateWords.checks

interface ChecksProps {
  readonly identity: SmesherId
  readonly target: RigName
  readonly scan: {
    readonly scanned: { readonly scan: MoveScan; readonly at: number } | null
    readonly look: () => void
    readonly looking: boolean
    readonly fault: FaultWords | null
  }
  readonly back: () => void
  readonly go: () => void
}

/** What stops the move, first; each check with its evidence, why it matters and what to do. */
export const ChecksPage = ({ identity, target, scan, back, go }: ChecksProps) => {
  const row = useMirror(({ identities }) => identities[identity] ?? null)
  const name = row?.name ?? shortId(identity)
  const source = scan.scanned?.scan.source ?? row?.node ?? ''
  const found = scan.scanned?.scan.checks ?? []
  const stops = found.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown').length
  const closed = scan.looking || !scan.scanned ? words.looking : scan.scanned.scan.plan === null ? words.closed(stops) : null
  return (
    <WizardFrame
      title={migrateWords.titleOf(name, source, target)}
      step={1}
      aside={<ChecksAside identity={identity} target={target} source={source} scan={scan.scanned?.scan ?? null} />}
      foot={
        <>
          <Button onPress={back}>{words.back}</Button>
          <span className={text.grow} />
          <Button
            kind="primary"
            reason="before"
            closed={closed}
            closedMark={stops > 0 && !scan.looking ? { mark: 'failed', tone: 'bad' } : undefined}
            onPress={go}
          >
            {words.go}
          </Button>
        </>
      }
    >
      {scan.fault && <Fault words={scan.fault} />}
      <ChecksHead scan={scan} />
      {scan.scanned === null ? (
        !scan.fault && <Loading label={words.looking} />
      ) : (
        <CheckList className={scan.looking ? styles.looking : undefined}>
          <Findings findings={found} given={{ source, target, name }} />
        </CheckList>
      )}
    </WizardFrame>
  )
}

const ChecksHead = ({ scan }: Pick<ChecksProps, 'scan'>) => {
  const now = useNow()
  const found = scan.scanned?.scan.checks ?? []
  const of = (verdict: 'fail' | 'unknown' | 'warn' | 'pass') => found.filter((check) => check.verdict === verdict).length
  return (
    <div className={layout.section}>
      <h2>{words.title}</h2>
      {scan.scanned && (
        <>
          <span className={text.quiet} role="status">
            {words.counts({ fail: of('fail'), unknown: of('unknown'), warn: of('warn'), pass: of('pass') })}
          </span>
          <span className={layout.grow} />
          <span className={text.age}>{words.asOf(age(now - scan.scanned.at))}</span>
        </>
      )}
      {!scan.scanned && <span className={layout.grow} />}
      <Button small closed={scan.looking ? '' : null} onPress={scan.look}>
        {words.again}
      </Button>
    </div>
  )
}

const whenSaid = ({ when }: MoveScan, now: number): string => {
  if (when.now === 'calm' && when.nextCalmTo !== null) return words.calm(time(when.nextCalmTo, now))
  if (when.now === 'gap' && when.nextCalmFrom !== null) return words.gap(time(when.nextCalmFrom, now))
  if (when.now === 'gap-soon' && when.nextCalmFrom !== null) return words.soon(time(when.nextCalmFrom, now))
  return words.noTime
}

const ChecksAside = ({
  identity,
  target,
  source,
  scan,
}: {
  identity: SmesherId
  target: string
  source: string
  scan: MoveScan | null
}) => {
  const now = useNow(60_000)
  return (
    <>
      <h2>{words.what}</h2>
      <What identity={identity} />
      <Facts
        className={text.small}
        facts={[
          [words.from, source],
          [words.to, target],
          [words.data, words.dataStays],
          scan !== null && [words.when, whenSaid(scan, now)],
          scan !== null && [words.source, words.verdict[scan.sourceVerdict]],
        ]}
      />
    </>
  )
}

const What = ({ identity }: { identity: SmesherId }) => {
  const row = useMirror(({ identities }) => identities[identity] ?? null)
  return (
    <div className={styles.what}>
      <span className={layout.two}>
        <b className={text.medium}>{row?.name}</b>
        <span className={classes(text.hex, text.tiny)}>{shortId(identity)}</span>
      </span>
      {row?.numUnits && <span>{words.units(row.numUnits)}</span>}
    </div>
  )
}
