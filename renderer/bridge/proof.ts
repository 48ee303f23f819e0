/** What both sides mix into a proof (docs/security.md, letting a browser in): the page's own origin and one fresh number of each side. */
export interface Meeting {
  readonly origin: string
  readonly pageNonce: string
  readonly hostNonce: string
}

/** Who proves: the two words keep one side's proof from being played back as the other's; `key` makes the key that outlives the code. */
export type Role = 'host' | 'page' | 'key'

const hex = (bytes: ArrayBuffer | Uint8Array): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const mac = async (secret: string, message: string): Promise<string> => {
  const text = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', text.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return hex(await crypto.subtle.sign('HMAC', key, text.encode(message)))
}

/** HMAC-SHA-256 over role and meeting, 64 hex characters. The secret itself never leaves the page. */
export const prove = (secret: string, role: Role, { origin, pageNonce, hostNonce }: Meeting): Promise<string> =>
  mac(secret, `smeshdesk ${role} 1\n${origin}\n${pageNonce}\n${hostNonce}`)

/** A name under which the host finds a key again; says nothing about the key. */
export const nameOfKey = async (key: string): Promise<string> => (await mac(key, 'smeshdesk key name 1')).slice(0, 32)

export const freshNonce = (): string => hex(crypto.getRandomValues(new Uint8Array(16)))
