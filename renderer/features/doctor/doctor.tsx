import { Link } from 'wouter'
import type { DoctorEvent, DoctorResult, DoctorRun } from '../../../electron/contract/model/doctor.ts'
import { time } from '../../format/time.ts'
import { useAct } from '../../state/act.ts'
import { useNow } from '../../state/desk.ts'
import { useWatch } from '../../state/watch.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CheckList, CheckRow } from '../../ui/check-row.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Meter } from '../../ui/meter.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { checkWords, pageName } from '../../words/checks.ts'
import { countsOf, type DoctorGroup, doctorGroups, doctorWords as words } from '../../words/doctor.ts'
import { shellWords } from '../../words/shell.ts'

interface Kept {
  readonly run: DoctorRun | null
  readonly results: readonly DoctorResult[]
}
const taken = (before: Kept | null, { run, from, results }: DoctorEvent): Kept => ({
  run,
  results: [...(before?.results.slice(0, from) ?? []), ...results],
})

/** A look at everything, when a person asks for it: what fails first, by the page on which it is mended. */
export const Doctor = () => {
  const kept = useWatch<DoctorEvent, Kept>('doctor', (client, signal) => client.doctor.watchRun(null, signal), taken)
  const run = useAct((client) => client.doctor.run(null))
  const stop = useAct((client) => client.doctor.stop(null))
  const fault = run.fault ?? stop.fault
  const last = kept?.run ?? null
  const runs = last !== null && last.endedAt === null
  return (
    <div className={layout.page}>
      <PageHead title={words.title} lead={words.lead}>
        <ButtonLink to="/activity">{shellWords.activity}</ButtonLink>
        <ButtonLink to="/activity/support">{words.bundle.open}</ButtonLink>
        {runs ? (
          <Button onPress={() => void stop.run()}>{words.stop}</Button>
        ) : (
          <Button kind="primary" onPress={() => void run.run()}>
            {last === null ? words.run : words.again}
          </Button>
        )}
      </PageHead>
      {fault && <Fault words={fault} />}
      {kept !== null && <RunLine {...kept} />}
      {doctorGroups(kept?.results ?? []).map((group) => (
        <Group key={group.title} {...group} />
      ))}
    </div>
  )
}

/** How far it is, or of when it is and what it came to. */
const RunLine = ({ run, results }: Kept) => {
  const now = useNow(60_000)
  if (run === null) return <p className={text.note}>{words.never}</p>
  const { done, of, endedAt, stopped } = run
  if (endedAt === null)
    return (
      <div className={layout.stack}>
        <p role="status">{words.runs(done, of)}</p>
        <Meter label={words.runs(done, of)} part={of === 0 ? 0 : done / of} kind="solid" />
      </div>
    )
  const at = time(endedAt, now, { seconds: true })
  return (
    <p role="status">
      <b>{words.summary(countsOf(results))}</b> <span className={text.quiet}>{stopped ? words.stopped(at, done, of) : words.asOf(at)}</span>
    </p>
  )
}

const Group = ({ page, title, open, passed }: DoctorGroup) => (
  <Section
    className={layout.farAbove}
    title={title}
    beside={
      page !== null && (
        <ButtonLink to={page.slice(1)} small kind="quiet">
          {pageName(page)}
        </ButtonLink>
      )
    }
  >
    {open.length > 0 && (
      <CheckList>
        {open.map((result, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: results stand still once they are told, and two may read alike
          <Result key={at} of={title} result={result} />
        ))}
      </CheckList>
    )}
    {passed.length > 0 && (
      <Disclosure label={open.length === 0 ? words.allPassed(passed.length) : words.passed(passed.length)}>
        <CheckList>
          {passed.map((result, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <Result key={at} of={title} result={result} />
          ))}
        </CheckList>
      </Disclosure>
    )}
  </Section>
)

/** What the title says of it already is not said again. */
const Result = ({ of, result: { check, name, page, place, ms } }: { of: string; result: DoctorResult }) => {
  const { title, why, fix, seen, whole } = checkWords(check)
  return (
    <CheckRow
      verdict={check.verdict}
      verdictWord={words.verdict[check.verdict]}
      title={name === '' || name === of ? title : words.about(name, title)}
      evidence={
        <>
          <span title={whole}>{title.includes(seen) ? '' : seen}</span> <span className={text.age}>{words.took(ms)}</span>
        </>
      }
      why={why}
      fix={fix}
      act={place === 'identity' && page !== null && name !== '' && <Link href={page.slice(1)}>{words.compare}</Link>}
    />
  )
}
