/** Hosts whose pages a click may open in the user's own browser; exact names, no sub-domains. */
const externalHosts: ReadonlySet<string> = new Set(['docs.spacemesh.io', 'spacemesh.io', 'github.com', 'doc.confluxnetwork.org'])

const isPlain = (text: string): boolean => /^[\x21-\x7e]{1,2048}$/.test(text)

/** The address as parsed, when it is plain https to a listed host; else `null`. Only what this returns is handed to the system. */
export const externalLink = (address: string): string | null => {
  if (!isPlain(address)) return null
  try {
    const url = new URL(address)
    const listed = url.protocol === 'https:' && externalHosts.has(url.hostname) && !url.port && !url.username && !url.password
    return listed ? url.href : null
  } catch {
    return null
  }
}
