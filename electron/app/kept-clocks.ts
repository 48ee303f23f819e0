import type { KeptBook, RigFacts } from '../verdict/index.ts'

/** Remembers when each node was seen last and by which clock it goes; one that gives none goes by the one it had. A simulated one stands still with its clock. */
export function withKeptClocks<Rows extends Pick<RigFacts, 'nodes' | 'clocks' | 'ofNode'> & { readonly kept: KeptBook }>(rows: Rows): Rows {
  const { ages } = rows.kept.book
  const [clocks, ofNode] = [new Map(rows.clocks), new Map(rows.ofNode)]
  for (const node of rows.nodes.filter(({ simulated }) => !simulated)) {
    const { name } = node
    const own = rows.clocks.get(rows.ofNode.get(name) ?? '') ?? null
    ages.noteNode(node, own)
    const kept = own === null ? (ages.node(name)?.clock ?? null) : null
    if (kept === null) continue
    ofNode.set(name, kept.key)
    if (!clocks.has(kept.key)) clocks.set(kept.key, { ...kept, node: name, nodes: [name] })
  }
  return ofNode.size === rows.ofNode.size ? rows : { ...rows, clocks, ofNode }
}

/** What was told before this start. */
export const rememberedIn = (ages: KeptBook['book']['ages']): NonNullable<RigFacts['remembered']> => ({
  nodeSeen: (name) => ages.node(name)?.at ?? null,
  wasOpen: (alert) => ages.alert(alert) !== null,
})
