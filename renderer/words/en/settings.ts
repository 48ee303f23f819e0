import type { Closing } from '../../../electron/contract/model/choices.ts'

const closing: Readonly<Record<Closing, string>> = { ask: 'Ask me', tray: 'Keep in the tray', quit: 'End Smeshdesk' }

/** The settings: each with what it does; whether it is the profile's or this browser's. */
export const settingsWords = {
  title: 'Settings',
  lead: 'Look, language and times are kept in this browser; all else in the profile. Nodes, services and their limits stand in the settings file.',
  parts: {
    label: 'Parts of the settings',
    general: 'General',
    notifications: 'Notifications',
    closing: 'Closing',
    headless: 'From elsewhere',
    folders: 'Folders',
    versions: 'Versions',
  },
  look: ['Look', 'Follows this computer unless you choose.'],
  language: ['Language', 'Takes effect at once; the page is loaded anew.'],
  languageUsual: 'As this browser has it',
  times: ['Times', 'Always 24 h. The cycle gap is fixed in UTC; its local hour moves when the clocks change.'],
  time: { local: 'Local, UTC on hover', utc: 'UTC' },
  close: [
    'Close button',
    'Nodes and services go on in any case. In the tray Smeshdesk goes on watching, restarts what failed, and calls you.',
  ],
  closing,
  closeBrowser: 'Closing this page ends nothing. Smeshdesk ends with Ctrl C where it was started; nodes and services go on then too.',
  headlessWindow: 'On a box without a screen the same screens are served to a browser. There, start:',
  headlessServe: 'smeshdesk serve --port 7777',
  headlessPort: (port: string) => `This page is served on port ${port}, to this computer alone.`,
  headlessTunnel: 'From another computer, open a tunnel first; then the link that the box prints works there:',
  headlessCommand: (port: string) => `ssh -L ${port}:127.0.0.1:${port} YOU@BOX`,
  headlessLink: 'A link opens once, within a minute. For a new one, on the box:',
  headlessCode: 'smeshdesk code',
  headlessOrigin: 'Behind a proxy of your own with TLS, name its address as the box is started:',
  headlessOriginServe: 'smeshdesk serve --port 7777 --public-origin https://NAME',
  folders: {
    profile: 'Profile',
    settings: 'Settings file of this rig',
    logs: 'Logs of nodes and services',
  },
  copy: { copy: 'copy the path', copied: 'Copied' },
  copyCommand: { copy: 'copy the command', copied: 'Copied' },
  version: 'Smeshdesk',
  shell: { desktop: 'in its own window', console: 'in a browser' },
  node: (name: string) => `Node ${name}`,
  unknown: 'not known',
} as const

/** What the window itself asks and shows beside its page. */
export const shellDialogs = {
  closing: {
    title: 'Close the window?',
    text: 'Your nodes and PoST services go on either way. In the tray Smeshdesk goes on watching them, starts again what fails, and calls you. If it ends, nobody watches until you open it again. It is asked this once; you can change it in the settings.',
    tray: 'Keep in the tray',
    quit: 'End Smeshdesk',
    cancel: 'Cancel',
  },
  tray: {
    open: 'Open Smeshdesk',
    quit: 'End Smeshdesk (nodes and services go on)',
    calm: 'Nothing needs you.',
    unsure: 'Not everything is known.',
    none: 'No rig is open.',
    more: (head: string, n: number) => (n === 0 ? head : `${head} (+${n})`),
  },
} as const
