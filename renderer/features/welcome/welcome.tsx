import type { ReactNode } from 'react'
import { useAsked } from '../../state/ask.ts'
import { useMirror } from '../../state/desk.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Brand } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { networkWords } from '../../words/networks.ts'
import { welcomeWords as words } from '../../words/welcome.ts'
import { Door } from './door.tsx'
import { SimulatedDoor } from './simulated-door.tsx'
import styles from './welcome.module.css'

interface WelcomeProps {
  readonly band: ReactNode
  readonly strip: ReactNode
  /** Why the rig is not there; shown when it has a problem. */
  readonly fault: ReactNode
}

const Head = () => (
  <>
    <h1 className={styles.big}>
      {words.head.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </h1>
    <p className={styles.lead}>{words.lead}</p>
  </>
)

/** The first five seconds: three doors, and what each will and won't do. */
export const Welcome = ({ band, strip, fault }: WelcomeProps) => {
  const version = useMirror(({ rig }) => rig.version)
  // What is wrong comes first, in the place of the promise.
  const broken = useMirror(({ rig }) => rig.problem !== null) === true
  const noClock = useMirror(({ epoch }) => epoch === null) === true
  return (
    <div className={styles.page}>
      {strip}
      <div className={noClock ? styles.noClock : ''}>{band}</div>
      <main className={styles.middle}>
        <Brand className={styles.logo} />
        {broken ? (
          <>
            <h1 className={text.hidden}>{words.product}</h1>
            <div className={styles.problem}>{fault}</div>
          </>
        ) : (
          <Head />
        )}
        <div className={styles.doors}>
          <SimulatedDoor />
          <RigDoor />
          <SmappDoor />
        </div>
      </main>
      <footer className={styles.foot}>
        <span>{words.foot}</span>
        <span className={styles.end}>
          <span>{words.language}</span>
          {version && <span>{words.version(version)}</span>}
        </span>
      </footer>
    </div>
  )
}

/** What of the user's own lies or runs on this computer and is in no rig yet, as one sentence. */
const useFound = (asked: boolean): string[] => {
  const { answer } = useAsked(asked ? 'found' : null, (client) => client.door.find({ containers: false }), { waitMs: 0 })
  const isNew = ({ known }: { known: string | null }) => known === null
  const [nodes, services] = [
    answer?.nodes.filter(isNew).length ?? 0,
    answer?.services.filter((one) => isNew(one) && !one.supervised).length ?? 0,
  ]
  return nodes + services === 0 ? [] : [words.rig.found(nodes, services)]
}

const RigDoor = () => {
  const kind = useMirror(({ rig }) => rig.kind)
  const nodes = useMirror((state) => Object.keys(state.nodes).length) ?? 0
  const services = useMirror((state) => Object.keys(state.services).length) ?? 0
  const known = kind === 'own' && nodes + services > 0
  const found = useFound(kind !== 'simulated')
  const first = [
    ...(known ? [{ mark: 'pass' as const, tone: 'good' as const, text: words.rig.known(nodes, services) }] : []),
    ...found.map((said) => ({ mark: 'starting' as const, tone: 'active' as const, text: said })),
  ]
  return (
    <Door
      title={words.rig.title}
      lead={words.rig.lead}
      points={[...first, ...words.rig.points.map((point) => ({ mark: 'info' as const, tone: 'idle' as const, text: point }))]}
    >
      <RigActs kind={kind} known={known} />
    </Door>
  )
}

const RigActs = ({ kind, known }: { kind: string | null; known: boolean }) => {
  if (kind === 'simulated') return <Button closed={words.rig.closed}>{words.rig.act}</Button>
  return (
    <>
      {known && (
        <ButtonLink to="/overview" kind="primary">
          {words.rig.open}
        </ButtonLink>
      )}
      <ButtonLink to="/found" kind={known ? 'quiet' : 'plain'}>
        {words.rig.look}
      </ButtonLink>
      <ButtonLink to="/nodes/add" icon={known ? undefined : 'add'} kind="quiet">
        {known ? words.rig.more : words.rig.act}
      </ButtonLink>
      <ButtonLink to="/networks/new" kind="quiet">
        {networkWords.door}
      </ButtonLink>
    </>
  )
}

const SmappDoor = () => (
  <Door
    title={words.smapp.title}
    lead={words.smapp.lead}
    points={words.smapp.points.map((point) => ({ mark: 'info', tone: 'idle', text: point }))}
  >
    <span className={text.hidden}>{words.smapp.title}</span>
    <Button icon="lock" closed={words.smapp.closed}>
      {words.smapp.act}
    </Button>
  </Door>
)
