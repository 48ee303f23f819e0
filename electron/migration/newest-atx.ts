import type { NewestAtx } from './world.ts'

const rank = ({ id, epoch }: NewestAtx): number => (id === null ? Number.NEGATIVE_INFINITY : (epoch ?? Number.NEGATIVE_INFINITY))

/**
 * Whether one node knows the newest ATX of an identity, as far as anybody can say: nobody names another one that is
 * as new or newer. A newer one than the source last named may well be the source's: somebody may have started it once more in between.
 */
export const knowsNewest = (node: NewestAtx | 'silent', others: readonly (NewestAtx | 'silent')[]): boolean =>
  node !== 'silent' && others.every((other) => other === 'silent' || other.id === node.id || rank(other) < rank(node))

/** The newer of two; the later said one among equals. */
export const newerAtx = (before: NewestAtx | null, said: NewestAtx): NewestAtx =>
  before === null || rank(said) >= rank(before) ? said : before
