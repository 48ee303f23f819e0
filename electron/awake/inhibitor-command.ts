/** What is run to keep a computer awake, by its system; program first. */
export type InhibitorCommand = readonly [string, ...string[]]

/**
 * The innermost program says that the lock is taken (it runs only then), and ends when its input does: when we let go, and when we are
 * gone in whatever way, because the kernel closes our end.
 */
const whileOurInputIsOpen = ['/bin/sh', '-c', 'echo held; exec cat >/dev/null']

/** `null`: no way is known on this system. `why` stands in the system's own list of what keeps it awake. */
export function inhibitorCommand(platform: NodeJS.Platform, why: string): InhibitorCommand | null {
  if (platform === 'linux')
    return ['systemd-inhibit', '--what=sleep:idle', '--who=Smeshdesk', `--why=${why}`, '--mode=block', ...whileOurInputIsOpen]
  // -i: not idle; -s: not asleep while on mains. Unverified: docs/not-verified.md.
  if (platform === 'darwin') return ['/usr/bin/caffeinate', '-i', '-s', ...whileOurInputIsOpen]
  return null
}
