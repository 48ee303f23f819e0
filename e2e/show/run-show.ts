import { type Figure, lineOf, type Proof, verdictOf } from './proof.ts'

async function figuresOf(proof: Proof): Promise<readonly Figure[]> {
  try {
    return await proof.prove()
  } catch (error) {
    return [
      {
        name: proof.title,
        measured: String(error instanceof Error ? error.message : error).split('\n')[0] ?? '',
        bar: 'runs to its end',
        verdict: 'short',
      },
    ]
  }
}

/** Runs the proofs one after another, prints each line as it comes, the verdict last; exits non-zero when anything falls short. */
export async function runShow(title: string, proofs: readonly Proof[]): Promise<never> {
  const began = performance.now()
  const figures: Figure[] = []
  console.log(title)
  for (const proof of proofs) {
    console.log(`\n${proof.title}`)
    for (const figure of await figuresOf(proof)) {
      figures.push(figure)
      console.log(lineOf(figure))
    }
  }
  const { holds, text } = verdictOf(figures)
  console.log(`\n${Math.round((performance.now() - began) / 1000)} s\n${text}`)
  process.exit(holds ? 0 : 1)
}
