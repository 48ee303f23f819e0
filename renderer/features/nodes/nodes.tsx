import type { NodeRow, ServiceRow } from '../../../electron/contract/model/rig.ts'
import { useRows } from '../../state/desk.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead } from '../../ui/section.tsx'
import { networkWords } from '../../words/networks.ts'
import { nodesWords as words } from '../../words/nodes.ts'
import { NetworkLines } from './network-lines.tsx'
import { NodeChecks, NodeSays } from './node-detail.tsx'
import { byName, nodesSummary } from './node-state.ts'
import { NodeTable } from './node-table.tsx'
import styles from './nodes.module.css'
import { ServiceList } from './service-list.tsx'

/** Synced or not, per node; then what speaks against its next start; then the services that prove for it. */
export const Nodes = ({ chosen }: { chosen: string | null }) => {
  const nodes = byName(useRows('nodes'))
  const services = byName(useRows('services'))
  const shown = nodes.find(({ name }) => name === chosen) ?? nodes[0]
  return (
    <div className={layout.page}>
      <Head nodes={nodes} services={services} />
      <NetworkLines />
      {nodes.length === 0 ? <Empty {...words.empty} /> : <NodeTable nodes={nodes} chosen={shown?.name ?? null} />}
      {shown ? (
        <div className={styles.pair}>
          <div>
            <NodeChecks key={shown.name} node={shown} />
            <ServiceList services={services} node={shown.name} />
          </div>
          <NodeSays node={shown} />
        </div>
      ) : (
        services.length > 0 && <ServiceList services={services} node={null} />
      )}
    </div>
  )
}

const Head = ({ nodes, services }: { nodes: readonly NodeRow[]; services: readonly ServiceRow[] }) => (
  <PageHead title={words.title} lead={nodesSummary(nodes, services)}>
    <ButtonLink to="/found" kind="quiet">
      {words.found}
    </ButtonLink>
    <ButtonLink to="/networks/new" kind="quiet">
      {networkWords.door}
    </ButtonLink>
    <ButtonLink to="/services/add" icon="add">
      {words.addService}
    </ButtonLink>
    <ButtonLink to="/nodes/add" icon="add" kind={nodes.length === 0 ? 'primary' : 'plain'}>
      {words.addNode}
    </ButtonLink>
  </PageHead>
)
