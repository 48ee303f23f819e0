import type { NetworkPlan } from '../../../electron/contract/model/network.ts'
import { shellWord, shortId } from '../../format/ids.ts'
import type { Act } from '../../state/act.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CheckList, CheckRow } from '../../ui/check-row.tsx'
import { classes } from '../../ui/classes.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { PlanList } from '../../ui/plan-list.tsx'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { networkWords } from '../../words/networks.ts'
import styles from './networks.module.css'

const words = networkWords.plan

interface PlanProps {
  /** `null`: it is not worked out. */
  readonly plan: NetworkPlan | null
  readonly closed: string | null
  readonly make: Act<[], unknown>
}

/** All that would be written and run, and the one act. */
export const PlanPart = ({ plan, closed, make }: PlanProps) => (
  <Section title={words.title} note={words.note} className={styles.part}>
    {plan && <Shown plan={plan} />}
    {make.fault && <Fault words={make.fault} />}
    <div className={classes(layout.acts, styles.acts)}>
      <ButtonLink to="/nodes">{words.cancel}</ButtonLink>
      <Button kind="primary" closed={closed} onPress={() => void make.run()}>
        {words.make}
      </Button>
    </div>
  </Section>
)

const Shown = ({ plan }: { plan: NetworkPlan }) => (
  <>
    {plan.faults.length > 0 && (
      <CheckList>
        {plan.faults.map(({ fault, value }) => (
          <CheckRow key={fault} verdict="fail" title={networkWords.faults[fault](value)} evidence="" />
        ))}
      </CheckList>
    )}
    <PlanFacts plan={plan} />
    <PlanList label={words.order} lines={linesOf(plan)} />
    <Exact plan={plan} />
  </>
)

const PlanFacts = ({ plan }: { plan: NetworkPlan }) => (
  <Facts
    facts={[
      [
        words.network,
        <span key="id" className={text.code}>
          {shortId(plan.genesisId)}
        </span>,
      ],
      [
        words.golden,
        <span key="golden">
          <span className={text.code}>{shortId(plan.goldenAtx)}</span> <span className={text.quiet}>{words.goldenHelp}</span>
        </span>,
      ],
      [words.data, words.dataOf(plan.dataBytes, plan.freeBytes)],
      [
        words.log,
        <span key="log" className={text.path}>
          {plan.logFile}
        </span>,
      ],
      [
        words.ports,
        <span key="ports" className={styles.ports}>
          {plan.ports.map(({ of, wanted, given }) => (
            <span key={of}>{wanted === given ? words.portFree(words.of[of], given) : words.portMoved(words.of[of], wanted, given)}</span>
          ))}
        </span>,
      ],
    ]}
  />
)

const linesOf = (plan: NetworkPlan) => {
  const paths: Readonly<Record<string, readonly string[]>> = { files: [plan.folder, ...plan.files.map(({ path }) => path)] }
  return (Object.entries(networkWords.steps) as [keyof typeof networkWords.steps, { title: string; what: string }][]).map(
    ([step, { title, what }]) => ({
      key: step,
      text: (
        <>
          <b className={text.medium}>{title}</b> <span className={text.quiet}>{what}</span>
        </>
      ),
      paths: paths[step] ?? [],
      duration: null,
      pointOfNoReturn: false,
    }),
  )
}

/** Every file and every command line, as they will be. */
const Exact = ({ plan: { folders, files, commands, keys } }: { plan: NetworkPlan }) => (
  <div className={styles.exact}>
    <Disclosure label={words.folders(folders.length)}>
      <Lines lines={folders} />
    </Disclosure>
    {files.map((file) => (
      <Disclosure key={file.path} label={words.file(file.path)}>
        <pre className={styles.code}>{file.text}</pre>
        <p className={text.note}>{words.fileLater}</p>
      </Disclosure>
    ))}
    <Disclosure label={words.commands(commands.length)}>
      <Lines lines={commands.map(({ line }) => line.map(shellWord).join(' '))} />
    </Disclosure>
    <Disclosure label={words.keys}>
      <Lines lines={keys.flatMap(({ from, to }) => [from, `→ ${to}`])} />
    </Disclosure>
  </div>
)

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul className={styles.lines}>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)
