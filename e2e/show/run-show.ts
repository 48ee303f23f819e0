import { type Figure, lineOf, type Proof, verdictOf } from './proof.ts'

async function figuresOf(proof: Proof): Promise<readonly Figure[]> {
  try {
    return await proof.prove()
  } catch (error) {
    const measured = String(error instanceof Error ? error.message : error).split('\n')[0] ?? ''
    return [{ name: proof.title, measured, bar: 'runs to its end', verdict: 'short' }]
  }
}

function print(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`)
  for (const figure of figures) console.log(lineOf(figure))
}

/**
 * Runs the proofs stage by stage, those of one stage side by side (they mostly wait for simulated time), prints each line, the
 * verdict last; exits non-zero when anything falls short.
 */
async function runShow(title: string, stages: readonly (readonly Proof[])[]): Promise<never> {
  const began = performance.now()
  const all: Figure[] = []
  console.log(title)
  for (const stage of stages) {
    const running = stage.map(figuresOf)
    for (const [index, proof] of stage.entries()) {
      const figures = (await running[index]) ?? []
      all.push(...figures)
      print(proof.title, figures)
    }
  }
  const { holds, text } = verdictOf(all)
  console.log(`\n${Math.round((performance.now() - began) / 1000)} s\n${text}`)
  process.exit(holds ? 0 : 1)
}

/** Proofs by the names that `--only` knows. */
export type Parts = Readonly<Record<string, Proof>>

interface Chosen {
  readonly title: string
  /** With devnet's programs, and with real ones in their place. */
  readonly simulated: Parts
  readonly real: Parts
  readonly programs: string | undefined
  /** Names between commas: a show in parts proves only these, and says so in its title. */
  readonly only: string | undefined
}

/** Runs a show, or some of it, one part after the other. */
export function runParts({ title, simulated, real, programs, only }: Chosen): Promise<never> {
  const all = programs === undefined ? simulated : real
  const wanted = only?.split(',') ?? Object.keys(all)
  const chosen = Object.entries(all).filter(([name]) => wanted.includes(name))
  const where = programs === undefined ? '' : `, on the programs in ${programs}`
  const part = chosen.length === Object.keys(all).length ? '' : `, only ${chosen.map(([name]) => name).join(' and ')}`
  return runShow(
    `${title}${where}${part}`,
    chosen.map(([, proof]) => [proof]),
  )
}
