import type { ServiceRow } from '../../../electron/contract/model/rig.ts'
import layout from '../../ui/layout.module.css'
import text from '../../ui/text.module.css'
import { nodesWords } from '../../words/nodes.ts'
import styles from './nodes.module.css'
import { ServiceItem } from './service-item.tsx'

const words = nodesWords.services

/** The services of the chosen node first, then all others. */
export const ServiceList = ({ services, node }: { services: readonly ServiceRow[]; node: string | null }) => {
  const own = services.filter((service) => service.node === node)
  const others = services.filter((service) => service.node !== node)
  return (
    <>
      <section className={layout.farAbove} aria-label={words.title}>
        <div className={layout.section}>
          <h2>{words.title}</h2>
          {node !== null && <span className={`${text.quiet} ${text.small}`}>{words.of(node)}</span>}
        </div>
        {own.length === 0 ? <p className={text.note}>{words.none}</p> : <Items services={own} />}
      </section>
      {others.length > 0 && (
        <section className={layout.farAbove} aria-label={words.others}>
          <div className={layout.section}>
            <h2>{words.others}</h2>
          </div>
          <Items services={others} />
        </section>
      )}
    </>
  )
}

const Items = ({ services }: { services: readonly ServiceRow[] }) => (
  <ul className={styles.services}>
    {services.map((service) => (
      <ServiceItem key={service.name} service={service} />
    ))}
  </ul>
)
