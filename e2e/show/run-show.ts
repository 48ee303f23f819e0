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
export async function runShow(title: string, stages: readonly (readonly Proof[])[]): Promise<never> {
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
