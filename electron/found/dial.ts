import { dialPlace } from '../net/index.ts'

/**
 * Where to dial what listens at an address of a config or a command line, with or without a scheme (docs/protocol.md §15).
 * `null`: port 0, which is another one at each start, or no address.
 */
export function dialOf(listener: string | null): string | null {
  const plain = (listener ?? '').trim().replace(/^(?:https?|tcp):\/\//, '')
  const place = dialPlace(plain.replace(/\/$/, ''), null)
  return 'address' in place ? place.address : null
}

export type DefaultListeners = Readonly<Record<'public' | 'private', string>>

const ports: Readonly<Record<string, DefaultListeners>> = {
  standalone: { public: '127.0.0.1:10092', private: '127.0.0.1:10093' },
}
const usual: DefaultListeners = { public: '127.0.0.1:9092', private: '127.0.0.1:9093' }

/** Where a node of a preset listens when neither flag nor config says so. Its post listener has no such place: the port is drawn. */
export const defaultListeners = (preset: string): DefaultListeners => ports[preset] ?? usual

/** Two dial addresses of one listener: `localhost` is loopback. */
export const sameDial = (one: string | null, other: string | null): boolean => {
  const plain = (address: string) => address.toLowerCase().replace(/^(?:localhost|\[::1\]):/, '127.0.0.1:')
  return one !== null && other !== null && plain(one) === plain(other)
}
