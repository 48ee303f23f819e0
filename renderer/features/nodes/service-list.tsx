import type { ServiceRow } from '../../../electron/contract/model/rig.ts'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { nodesWords } from '../../words/nodes.ts'
import { ServiceItem } from './service-item.tsx'

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
