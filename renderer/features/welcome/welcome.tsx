import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import { Brand } from '../../ui/mark.tsx'
import text from '../../ui/text.module.css'
import { welcomeWords as words } from '../../words/welcome.ts'
import { Door } from './door.tsx'
import { StartingLine } from './starting-line.tsx'
import styles from './welcome.module.css'

/** The first five seconds: three doors, and what each will and won't do. */
export const Welcome = ({ band, strip }: { band: ReactNode; strip: ReactNode }) => {
  const version = useMirror(({ rig }) => rig.version)
  const problem = useMirror(({ rig }) => rig.problem)
  return (
    <div className={styles.page}>
      {strip}
      {band}
      <main className={styles.middle}>
        <Brand className={styles.logo} />
        <h1 className={styles.big}>
          {words.head.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </h1>
        <p className={styles.lead}>{words.lead}</p>
        <div className={styles.doors}>
          <SimulatedDoor />
          <RigDoor />
          <SmappDoor />
        </div>
        {problem && (
          <div className={styles.problem}>
            <Fault words={{ ...words.problem, reference: problem.detail }} />
          </div>
        )}
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

const SimulatedDoor = () => {
  const rig = useMirror((state) => state.rig)
  const [, go] = useLocation()
  const start = useAct((client) => client.rig.startSimulated(null))
  const simulated = rig?.kind === 'simulated'
  return (
    <Door
      title={words.sim.title}
      lead={words.sim.lead}
      points={words.sim.points.map((point) => ({ mark: 'pass', tone: 'good', text: point }))}
    >
      {start.fault && <Fault words={start.fault} />}
      {rig?.starting ? (
        <StartingLine starting={rig.starting} />
      ) : simulated ? (
        <ButtonLink to="/identities" kind="primary" icon="simulated">
          {words.sim.open}
        </ButtonLink>
      ) : (
        <Button
          icon="play"
          kind={rig?.kind === 'none' ? 'primary' : 'plain'}
          closed={rig?.kind === 'own' ? words.sim.closed : start.pending ? words.sim.starting : null}
          onPress={() => {
            void start.run().then((done) => done && go('/welcome'))
          }}
        >
          {words.sim.act}
        </Button>
      )}
    </Door>
  )
}

const RigDoor = () => {
  const kind = useMirror(({ rig }) => rig.kind)
  const nodes = useMirror((state) => Object.keys(state.nodes).length) ?? 0
  const services = useMirror((state) => Object.keys(state.services).length) ?? 0
  const known = kind === 'own' && nodes + services > 0
  const first = known ? [{ mark: 'pass' as const, tone: 'good' as const, text: words.rig.known(nodes, services) }] : []
  return (
    <Door
      title={words.rig.title}
      lead={words.rig.lead}
      points={[...first, ...words.rig.points.map((point) => ({ mark: 'info' as const, tone: 'idle' as const, text: point }))]}
    >
      {kind === 'simulated' ? (
        <Button closed={words.rig.closed}>{words.rig.act}</Button>
      ) : known ? (
        <>
          <ButtonLink to="/identities" kind="primary">
            {words.rig.open}
          </ButtonLink>
          <ButtonLink to="/nodes/add" kind="quiet">
            {words.rig.more}
          </ButtonLink>
        </>
      ) : (
        <ButtonLink to="/nodes/add" icon="add">
          {words.rig.act}
        </ButtonLink>
      )}
    </Door>
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
