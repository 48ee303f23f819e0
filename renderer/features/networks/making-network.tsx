import { useLocation } from 'wouter'
import type { RigName } from '../../../electron/contract/model/basics.ts'
import type { NetworkRow, NetworkStep } from '../../../electron/contract/model/network.ts'
import { percent } from '../../format/numbers.ts'
import { time, utc } from '../../format/time.ts'
import { useAct } from '../../state/act.ts'
import { useNow, useRows } from '../../state/desk.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CheckList, CheckRow } from '../../ui/check-row.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Fault } from '../../ui/fault.tsx'
import layout from '../../ui/layout.module.css'
import { Mark } from '../../ui/mark.tsx'
import { Meter } from '../../ui/meter.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import table from '../../ui/table.module.css'
import text from '../../ui/text.module.css'
import type { Look } from '../../ui/tone.ts'
import { networkWords } from '../../words/networks.ts'
import { seenText } from '../../words/seen.ts'
import styles from './networks.module.css'

const words = networkWords.making
const steps = Object.keys(networkWords.steps) as NetworkStep[]

/** One network while it is made: its steps, its data, why it rests. */
export const MakingNetwork = ({ name }: { name: string }) => {
  const network = useRows('networks')[name]
  if (network === undefined)
    return (
      <div className={layout.page}>
        <PageHead title={networkWords.title} lead={words.gone} />
        <Empty title={words.gone} text={networkWords.lead} act={networkWords.door} to="/networks/new" />
      </div>
    )
  return (
    <div className={layout.page}>
      <PageHead title={words.title(network.name)} lead={words.lead[network.state]}>
        <Acts network={network} />
      </PageHead>
      {network.problem && <Problem problem={network.problem} />}
      <div className={styles.pair}>
        <Section title={words.steps}>
          <Steps network={network} />
        </Section>
        <Section title={words.data(network.identities.length)}>
          <Data identities={network.identities} />
          <NetworkFacts network={network} />
        </Section>
      </div>
    </div>
  )
}

const Acts = ({ network: { name, state } }: { network: NetworkRow }) => {
  const [, go] = useLocation()
  const goOn = useAct((client) => client.networks.goOn({ name: name as RigName }))
  const rest = useAct((client) => client.networks.rest({ name: name as RigName }))
  const forget = useAct(async (client) => {
    await client.networks.forget({ name: name as RigName })
    go('/nodes')
  })
  const fault = goOn.fault ?? rest.fault ?? forget.fault
  return (
    <>
      {state === 'making' ? (
        <Button onPress={() => void rest.run()}>{words.rest}</Button>
      ) : (
        <Button kind="quiet" onPress={() => void forget.run()}>
          {words.forget}
        </Button>
      )}
      {state === 'rests' && (
        <Button kind="primary" onPress={() => void goOn.run()}>
          {words.goOn}
        </Button>
      )}
      <ButtonLink to={`/nodes/${name}`}>{words.node}</ButtonLink>
      {fault && <Fault words={fault} />}
    </>
  )
}

const Problem = ({ problem }: { problem: NonNullable<NetworkRow['problem']> }) => {
  const { what, cure } = networkWords.problems[problem.key](problem.detail === '' ? '' : seenText(problem.detail))
  return (
    <CheckList className={styles.problem}>
      <CheckRow verdict="warn" title={what} evidence="" fix={cure} />
    </CheckList>
  )
}

const lookOf = (network: NetworkRow, step: NetworkStep): Look & { readonly word: string } => {
  const at = network.step === null ? steps.length : steps.indexOf(network.step)
  const own = steps.indexOf(step)
  if (network.state === 'made' || own < at) return { mark: 'pass', tone: 'good', word: words.done.done }
  if (own > at) return { mark: 'queued', tone: 'idle', word: words.done.later }
  if (network.state === 'making') return { mark: 'starting', tone: 'active', word: words.done.now }
  return { mark: 'at-risk', tone: 'warn', word: words.done.rests }
}

const Steps = ({ network }: { network: NetworkRow }) => (
  <ul className={layout.ruled}>
    {steps.map((step) => {
      const look = lookOf(network, step)
      return (
        <li key={step} className={layout.line}>
          <Mark name={look.mark} tone={look.tone} />
          <span className={text.medium}>{networkWords.steps[step].title}</span>
          <span className={text.quiet}>{look.word}</span>
          <span className={layout.below}>{networkWords.steps[step].what}</span>
        </li>
      )
    })}
  </ul>
)

const identityLooks: Readonly<Record<NetworkRow['identities'][number]['state'], Look>> = {
  waits: { mark: 'queued', tone: 'idle' },
  making: { mark: 'initialising', tone: 'active' },
  made: { mark: 'proof-ready', tone: 'active' },
  'key-in-place': { mark: 'pass', tone: 'good' },
  proves: { mark: 'pass', tone: 'good' },
}

const Data = ({ identities }: Pick<NetworkRow, 'identities'>) => (
  <table className={table.table}>
    <thead>
      <tr>
        <th>{words.columns.identity}</th>
        <th className={table.number}>{words.columns.size}</th>
        <th>{words.columns.state}</th>
        <th>{words.columns.done}</th>
      </tr>
    </thead>
    <tbody>
      {identities.map(({ name, units, state, doneBytes, ofBytes }) => {
        const part = ofBytes === 0 ? 0 : doneBytes / ofBytes
        return (
          <tr key={name}>
            <td>{name}</td>
            <td className={table.number}>{words.units(units)}</td>
            <td>
              <Chip {...identityLooks[state]}>{words.state[state]}</Chip>
            </td>
            <td>
              <Meter label={`${name}: ${percent(part)}`} part={part} kind={part === 1 ? 'done' : 'solid'} />
            </td>
          </tr>
        )
      })}
    </tbody>
  </table>
)

const NetworkFacts = ({ network: { folder, genesisAt, registersAt, poetKey, state } }: { network: NetworkRow }) => {
  const now = useNow()
  const at = (moment: number) => <span title={utc(moment)}>{time(moment, now, { seconds: true })}</span>
  return (
    <Facts
      className={styles.facts}
      facts={[
        [words.genesis, at(genesisAt)],
        [
          words.registers,
          <span key="registers">
            {at(registersAt)} {state !== 'made' && registersAt < now && words.missed}
          </span>,
        ],
        [
          words.poetKey,
          <span key="key" className={text.code}>
            {poetKey ?? words.unknown}
          </span>,
        ],
        [
          words.folder,
          <span key="folder" className={text.path}>
            {folder}
          </span>,
        ],
      ]}
    />
  )
}
