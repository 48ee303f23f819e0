import type { Awake } from '../../../electron/contract/model/awake.ts'
import { list } from '../../format/numbers.ts'
import { lasting } from '../../format/time.ts'
import { plural } from './grammar.ts'

const one = ({ name, is }: Awake['for'][number]): string => (is === 'proving' ? `${name} is proving` : `${name}’s proof is due`)

/** What keeps this computer awake. */
export const awakeWords = {
  title: 'Stay awake',
  label: 'Keep this computer awake while a proof is made here, and from 15 minutes before one is due',
  note: 'A computer that sleeps in the gap misses its epoch. At all other times it may sleep as it likes, and so may its screen.',
  says: ({ state, for: proofs, detail }: Awake, forMs: number): string => {
    switch (state) {
      case 'not-needed':
        return 'Not needed now: no proof is made here or due within 15 minutes.'
      case 'asked':
        return `The system is asked to stay awake: ${list(proofs.map(one))}.`
      case 'held':
        return `Kept awake for ${lasting(forMs)}: ${list(proofs.map(one))}.`
      case 'cannot':
        return `This computer may fall asleep while ${list(proofs.map(one))}: ${
          detail === '' ? 'there is no way to keep it awake from this shell' : `the system refused it (${detail})`
        }. Turn sleep off in its own settings.`
    }
  },
  short: ({ state, for: proofs }: Awake): string => {
    const [first, second] = proofs
    const what = first === undefined || second !== undefined ? plural(proofs.length, 'proof', 'proofs') : first.name
    return state === 'held' ? `awake for ${what}` : `may sleep: ${what}`
  },
} as const
