/** How Smeshdesk calls somebody who does not look at it. */
export const noticesWords = {
  title: 'Call me',
  desktop: 'Desktop notifications, from this browser',
  desktopNote: 'One for each new alert that needs you, at most one a minute, while this page is open and you look elsewhere.',
  refused: {
    denied: 'This browser shows no notifications of this page. Allow them in its settings for this address.',
    unsupported: 'This browser has no notifications.',
  },
  webhook: {
    title: 'Webhook',
    note: 'For a box without a screen: each new alert that needs a person is posted as JSON to an address that you give. What is sent: its words’ key, its names, its time. No key, no path, no address.',
    field: 'Address',
    help: 'http or https. It is kept in the profile, readable by you alone, and shown to nobody again.',
    wrong: 'This is no http or https address.',
    set: (host: string) => `Alerts are posted to ${host}.`,
    off: 'Off.',
    keep: 'Use this address',
    remove: 'Turn it off',
    test: 'Post a test',
    testing: 'Posting…',
    sent: (status: number) => `Taken, answered ${status}.`,
    failed: (why: string) => `Not taken: ${why}.`,
  },
} as const
