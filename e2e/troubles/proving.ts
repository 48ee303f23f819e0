import type { OutsideRig } from '../rig/outside-rig.ts'

/** How far a service is by its own word: at rest, in a proof (first nonce of its pass, bytes read), or done. */
type Word = readonly ['rest'] | readonly ['proves', number, number] | readonly ['done']

export interface Proving {
  /** In the midst of a proof by the newest word of its service. */
  proves(service: string): boolean
  /** How often a service told how far it is. */
  readonly readings: number
  /** Each time that a proof was less far than before, or was begun again. */
  readonly back: readonly string[]
  /** Another epoch, with other proofs. */
  anew(): void
  stop(): void
}

const askEveryMs = 250

async function askService(address: string): Promise<Word> {
  const response = await fetch(`http://${address}/status`, { signal: AbortSignal.timeout(2_000) })
  const said = (await response.json()) as 'Idle' | 'DoneProving' | { Proving: { nonces: { start: number }; position: number } }
  if (said === 'Idle') return ['rest']
  return said === 'DoneProving' ? ['done'] : ['proves', said.Proving.nonces.start, said.Proving.position]
}

const isLess = ([, nonce = 0, position = 0]: Word, [, nonceBefore = 0, positionBefore = 0]: Word): boolean =>
  nonce < nonceBefore || (nonce === nonceBefore && position < positionBefore)

/** Asks every service itself; in one epoch each makes one proof. */
export function watchProving({ services }: Pick<OutsideRig, 'services'>): Proving {
  const words = new Map<string, Word>()
  const over = new Set<string>()
  const back: string[] = []
  let readings = 0
  const take = (name: string, word: Word) => {
    const before = words.get(name) ?? ['rest']
    words.set(name, word)
    readings += 1
    if (word[0] === 'proves' && over.has(name)) back.push(`${name} proves again: ${word.join(' ')}`)
    else if (word[0] === 'proves' && before[0] === 'proves' && isLess(word, before))
      back.push(`${name}: ${before.join(' ')}, then ${word.join(' ')}`)
    if (word[0] !== 'proves' && before[0] === 'proves') over.add(name)
  }
  const timer = setInterval(() => {
    for (const { name, operatorAddress } of services)
      askService(operatorAddress).then(
        (word) => take(name, word),
        () => undefined,
      )
  }, askEveryMs)
  return {
    proves: (name) => words.get(name)?.[0] === 'proves',
    get readings() {
      return readings
    },
    back,
    anew: () => {
      readings = 0
      back.length = 0
      over.clear()
    },
    stop: () => clearInterval(timer),
  }
}
