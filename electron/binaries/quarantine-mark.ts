/** How macOS is asked for the mark that a browser leaves on what it fetched (docs/not-verified.md: never tried on a Mac). */
export const quarantineQuestion = (path: string): readonly string[] => ['/usr/bin/xattr', '-p', 'com.apple.quarantine', path]

/** Whether what was printed is such a mark: `0081;5f3c…;Safari;UUID`, hex flags first. One that the person let go has the bit 0x40. */
export function isQuarantined(printed: string): boolean {
  const flags = /^([0-9a-f]{4});/i.exec(printed.trim())?.[1]
  return flags !== undefined && (Number.parseInt(flags, 16) & 0x40) === 0
}
