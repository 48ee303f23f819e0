/** Icons on a 16 px grid, drawn as one line of 1.5 px. */
export const icons = {
  add: 'M8 3v10M3 8h10',
  arrow: 'M2.5 8h11M9.5 4l4 4-4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M6.7 5.5h5.1a1.2 1.2 0 0 1 1.2 1.2v5.1a1.2 1.2 0 0 1-1.2 1.2h-5.1a1.2 1.2 0 0 1-1.2-1.2v-5.1a1.2 1.2 0 0 1 1.2-1.2zM10.5 3H4.2A1.2 1.2 0 0 0 3 4.2v6.3',
  down: 'M4 6l4 4 4-4',
  folder: 'M2.5 12V4.2h4l1.5 1.6h5.5V12z',
  identities:
    'M4 3h8a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-8a1.5 1.5 0 0 1-1.5-1.5v-7a1.5 1.5 0 0 1 1.5-1.5zM5 6.2h3M5 9.8h6M10.4 6.2h.6',
  lock: 'M4.7 7h6.6a1.2 1.2 0 0 1 1.2 1.2v3.6a1.2 1.2 0 0 1-1.2 1.2h-6.6a1.2 1.2 0 0 1-1.2-1.2v-3.6a1.2 1.2 0 0 1 1.2-1.2zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  migrate: 'M2.5 5.5h9M9 3l2.5 2.5L9 8M13.5 10.5h-9M7 8l-2.5 2.5L7 13',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  nodes:
    'M3.5 3h9a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-2a1 1 0 0 1 1-1zM3.5 9h9a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-2a1 1 0 0 1 1-1zM5 5h.01M5 11h.01',
  overview: 'M2.5 9.5 8 3l5.5 6.5M4 8v5h8V8',
  play: 'M5 3.5v9l7-4.5z',
  search: 'M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM10 10l3.5 3.5',
  simulated: 'M8 2.5 13 5.3v5.4L8 13.5 3 10.7V5.3zM6.7 6v4l3.2-2z',
  up: 'M4 10l4-4 4 4',
  tick: 'M3 8.5l3.2 3.2L13 5',
  drive: 'M2.5 9.5 4.2 4h7.6l1.7 5.5v3h-11zM2.5 9.5h11M11 11h.01',
  look: 'M14 8a6 6 0 1 1-12 0 6 6 0 0 1 12 0zM8 2v12M8 5l4.8-1.5M8 8h6M8 11l4.8 1.5',
  chevron: 'M6 4l4 4-4 4',
} as const

export type IconName = keyof typeof icons
