import type { Instant } from '../contract/model/basics.ts'
import { printOf, seenOf } from './node-rules.ts'
import type { RigFacts } from './rig-facts.ts'
import { type Trouble, trouble } from './trouble.ts'

const route = '#/certificates'

/** A certificate that ends, or can't be used: one alert for each, named by the worst. Of one that was replaced nothing is asked. */
export const certificateTroubles = ({ certificates }: Pick<RigFacts, 'certificates'>): Trouble[] =>
  certificates.flatMap(({ key, of, node, until, replaced, checks }) => {
    const found = checks.filter(({ verdict }) => verdict !== 'pass')
    const [worst] = found
    if (replaced || worst === undefined) return []
    const soon = worst.id === 'certificate-ends-soon'
    return [
      trouble({
        cause: `certificate-${printOf(key)}`,
        risk: 'certificate',
        tone: worst.verdict === 'fail' ? 'bad' : 'warn',
        words: 'certificate-finding',
        values: { ...worst.values, subject: of, node: node ?? '', finding: worst.id, more: String(found.length - 1) },
        route,
        act: { do: 'open', route },
        deadline: soon ? (until as Instant | null) : null,
        evidence: seenOf(found),
      }),
    ]
  })
