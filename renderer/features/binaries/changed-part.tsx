import { useState } from 'react'
import type { BinaryRow } from '../../../electron/contract/model/binaries.ts'
import { AskDialog } from '../../acts/ask-dialog.tsx'
import { shortId } from '../../format/ids.ts'
import { size } from '../../format/numbers.ts'
import { timeLongAgo, utc } from '../../format/time.ts'
import { useAct } from '../../state/act.ts'
import { useNow } from '../../state/desk.ts'
import { Button } from '../../ui/button.tsx'
import { CheckList, CheckRow } from '../../ui/check-row.tsx'
import { CopyId } from '../../ui/copy-id.tsx'
import { EvidenceList, EvidenceRow } from '../../ui/evidence-row.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import { binariesWords } from '../../words/binaries.ts'
import styles from './binaries.module.css'

const words = binariesWords.changed

/** Both sums side by side, what follows, and the one act that only a person takes. */
export const ChangedPart = ({ row }: { row: BinaryRow }) => {
  const [asking, ask] = useState(false)
  const name = row.version === null ? row.path : binariesWords.called(row.tool, row.version)
  const { changed } = row
  if (changed === null) return null
  return (
    <Section title={name} note={words.note} className={layout.farAbove}>
      <div className={styles.columns}>
        <Evidence row={row} changed={changed} />
        <CheckList>
          <CheckRow
            verdict="fail"
            title={words.means}
            evidence=""
            why={words.why}
            fix={words.fix}
            act={
              <Button small onPress={() => ask(true)}>
                {words.act}
              </Button>
            }
          />
        </CheckList>
      </div>
      {asking && <AcceptDialog row={row} changed={changed} name={name} onClose={() => ask(false)} />}
    </Section>
  )
}

type Changed = NonNullable<BinaryRow['changed']>

const Evidence = ({ row: { sha256, sizeBytes, since, usedBy }, changed }: { row: BinaryRow; changed: Changed }) => {
  const now = useNow(60_000)
  const running = usedBy.filter(({ runs }) => runs).map(({ name }) => name)
  const sum = (hash: string) => <CopyId short={shortId(hash)} whole={hash} words={binariesWords.hash} />
  return (
    <EvidenceList>
      <EvidenceRow
        source={words.was}
        mark="info"
        tone="idle"
        says={sum(sha256 ?? '')}
        age={since === null ? '' : timeLongAgo(since, now)}
        ageTitle={since === null ? undefined : utc(since)}
        detail={sizeBytes !== null && words.size(size(sizeBytes))}
      />
      <EvidenceRow
        source={words.now}
        mark="safety-stop"
        tone="bad"
        says={sum(changed.sha256)}
        age={timeLongAgo(changed.seenAt, now)}
        ageTitle={utc(changed.seenAt)}
        detail={words.file(changed.file, size(changed.sizeBytes))}
      />
      <EvidenceRow
        source={words.runs}
        mark={running.length === 0 ? 'queued' : 'starting'}
        tone="idle"
        says={running.length === 0 ? words.runsNone : words.runsSays(running)}
        age=""
      />
    </EvidenceList>
  )
}

interface AcceptProps {
  readonly row: BinaryRow
  readonly changed: Changed
  readonly name: string
  readonly onClose: () => void
}

const AcceptDialog = ({ row: { key, sha256 }, changed, name, onClose }: AcceptProps) => {
  // What was shown when the dialog opened; another file since is refused.
  const [shown] = useState(changed.sha256)
  const accept = useAct((client) => client.binaries.accept({ key, sha256: shown }))
  return (
    <AskDialog
      open
      onClose={onClose}
      title={words.title(name)}
      effects={[
        { mark: 'retired', tone: 'idle', text: words.before(shortId(sha256 ?? '')) },
        { mark: 'info', tone: 'idle', text: words.after(shortId(shown)) },
        { mark: 'at-risk', tone: 'warn', text: words.starts },
      ]}
      danger
      keep={words.keep}
      does={words.run}
      act={accept}
      run={() => accept.run()}
    />
  )
}
