import { useId, useState } from 'react'
import { Link } from 'wouter'
import type { ServiceRow } from '../../../electron/contract/model/rig.ts'
import { useMirror } from '../../state/desk.ts'
import { CheckList } from '../../ui/check-row.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classes } from '../../ui/classes.ts'
import { Findings } from '../../ui/findings.tsx'
import layout from '../../ui/layout.module.css'
import { Icon } from '../../ui/mark.tsx'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { nodesWords } from '../../words/nodes.ts'
import { stateWords } from '../../words/states.ts'
import { LastEnd } from './last-end.tsx'
import styles from './nodes.module.css'
import { ProgramActs } from './program-acts.tsx'
import { ServiceDetails } from './service-details.tsx'
import { isUp, serviceLook } from './service-state.ts'

const words = nodesWords.services

/** The services of the chosen node first, then all others. */
export const ServiceList = ({ services, node }: { services: readonly ServiceRow[]; node: string | null }) => {
  const own = services.filter((service) => service.node === node)
  const others = services.filter((service) => service.node !== node)
  return (
    <>
      <Section className={layout.farAbove} title={words.title} note={node === null ? '' : words.of(node)}>
        {own.length === 0 ? <p className={text.note}>{words.none}</p> : <Items services={own} />}
      </Section>
      {others.length > 0 && (
        <Section className={layout.farAbove} title={words.others}>
          <Items services={others} />
        </Section>
      )}
    </>
  )
}

const Items = ({ services }: { services: readonly ServiceRow[] }) => (
  <ul className={layout.ruled}>
    {services.map((service) => (
      <ServiceItem key={service.name} service={service} />
    ))}
  </ul>
)

/** One service: what it does, what can be done with it; its command line and last end when opened. */
const ServiceItem = ({ service }: { service: ServiceRow }) => {
  const [open, setOpen] = useState(false)
  const id = useId()
  const { slot } = service
  const troubles = service.findings.filter(({ verdict }) => verdict !== 'pass')
  return (
    <li className={styles.service}>
      <div className={styles.serviceLine}>
        <Opener service={service} open={open} controls={id} onPress={() => setOpen(!open)} />
        <span className={styles.standing}>
          <Chip {...serviceLook(service)} note={slot.pid === null ? undefined : words.pid(slot.pid, slot.adopted)}>
            {words.state[service.dataFolder === null && slot.state === 'external' ? 'answers' : slot.state]}
          </Chip>
          <IdentityState service={service} />
        </span>
        <ProgramActs program={{ kind: 'service', name: service.name, slot, findings: service.findings }} />
      </div>
      {slot.lastEnd !== null && !isUp(slot.state) && <LastEnd end={slot.lastEnd} />}
      {troubles.length > 0 && (
        <div className={styles.inset}>
          <CheckList plain>
            <Findings findings={troubles} />
          </CheckList>
        </div>
      )}
      {open && <ServiceDetails id={id} service={service} />}
    </li>
  )
}

interface OpenerProps {
  readonly service: ServiceRow
  readonly open: boolean
  readonly controls: string
  readonly onPress: () => void
}

const Opener = ({ service, open, controls, onPress }: OpenerProps) => (
  <button type="button" className={styles.opener} aria-expanded={open} aria-controls={controls} onClick={onPress}>
    <Icon name="chevron" className={open ? styles.opened : undefined} />
    <span className={layout.two}>
      <b className={text.medium}>{service.name}</b>
      <span className={classes(text.tiny, text.faint)} title={service.dataFolder ?? undefined}>
        {service.dataFolder ?? words.elsewhere}
      </span>
    </span>
  </button>
)

/** What its identity is doing, with the way to it. */
const IdentityState = ({ service }: { service: ServiceRow }) => {
  const state = useMirror(({ identities }) => (service.identity === null ? null : (identities[service.identity]?.state ?? null)))
  const tone = useMirror(({ identities }) => (service.identity === null ? null : (identities[service.identity]?.tone ?? null)))
  if (state === null || tone === null || service.identity === null) return <span className={text.faint}>{nodesWords.unknown}</span>
  const said = stateWords(state)
  return (
    <Link href={`/identities/${service.identity}`} className={styles.link ?? ''}>
      <Chip mark={said.mark} tone={tone}>
        {said.title}
      </Chip>
    </Link>
  )
}
