/** One drawing on a 14 px grid: lines of 1.6 and 2 px, dashed lines, filled shapes, and what is cut out of them. */
export interface Drawing {
  readonly stroke?: string
  readonly thick?: string
  readonly dashed?: string
  readonly fill?: string
  readonly cut?: string
}

/** One mark per state, told apart by shape alone. */
export const marks = {
  accepted: { stroke: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0zM4.6 7.2l1.7 1.7 3.2-3.6' },
  banned: { thick: 'M12.6 7a5.6 5.6 0 1 1-11.2 0 5.6 5.6 0 0 1 11.2 0zM3.2 10.8l7.6-7.6' },
  disagree: { fill: 'M6.2.6v11a5.5 5.5 0 0 1 0-11zM7.8 2.4v11a5.5 5.5 0 0 0 0-11z' },
  due: { stroke: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0zM7 3.9v5.6M4.7 7.4 7 9.7l2.3-2.3' },
  failed: { stroke: 'M4.5 1h5L13 4.5v5L9.5 13h-5L1 9.5v-5zM5 5l4 4M9 5 5 9' },
  'safety-stop': { fill: 'M3 1h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z', cut: 'M4.6 4.6h4.8v4.8H4.6z' },
  gap: { stroke: 'M1.2 3v8M12.8 3v8M4 7h6' },
  info: { stroke: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0zM7 6.6v3M7 4.3v.1' },
  initialising: {
    stroke: 'M3.4 1.4h7.2a2 2 0 0 1 2 2v7.2a2 2 0 0 1-2 2h-7.2a2 2 0 0 1-2-2v-7.2a2 2 0 0 1 2-2z',
    fill: 'M3.6 7.4h6.8v3H3.6z',
  },
  late: { fill: 'M7 .9 13.7 12.8H.3z', cut: 'M7 5.2v3.2M7 10.6v.1' },
  missed: { fill: 'M4.3.5h5.4l3.8 3.8v5.4l-3.8 3.8H4.3L.5 9.7V4.3z', cut: 'M4.3 7h5.4' },
  'not-loaded': { dashed: 'M3.4 1.4h7.2a2 2 0 0 1 2 2v7.2a2 2 0 0 1-2 2h-7.2a2 2 0 0 1-2-2v-7.2a2 2 0 0 1 2-2z' },
  'not-registered': { stroke: 'M7 .9 13.1 7 7 13.1.9 7z' },
  pass: { thick: 'M2.2 7.4l3.2 3.2 6.4-7' },
  k2pow: { stroke: 'M7 1.2 12 4.1v5.8L7 12.8 2 9.9V4.1z', fill: 'M8.9 7a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0z' },
  published: { fill: 'M13.5 7a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z', cut: 'M4.3 7.2l1.9 1.9 3.6-4' },
  queued: { stroke: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0z' },
  reading: { stroke: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0z', fill: 'M7 3.6a3.4 3.4 0 0 1 0 6.8z' },
  'proof-ready': { stroke: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0z', fill: 'M9.6 7a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0z' },
  retired: { stroke: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0zM4.4 7h5.2' },
  'at-risk': { stroke: 'M7 1.6 13 12.2H1zM7 5.6v3', fill: 'M7.9 10.4a.9 .9 0 1 1-1.8 0 .9 .9 0 0 1 1.8 0z' },
  stalled: { stroke: 'M3.4 1.4h7.2a2 2 0 0 1 2 2v7.2a2 2 0 0 1-2 2h-7.2a2 2 0 0 1-2-2v-7.2a2 2 0 0 1 2-2zM5.4 4.8v4.4M8.6 4.8v4.4' },
  starting: { stroke: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0z', fill: 'M5.8 4.8v4.4L9.4 7z' },
  stopping: { stroke: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0z', fill: 'M5 5h4v4H5z' },
  unknown: {
    stroke: 'M5.5 5.6a1.5 1.5 0 1 1 2 1.5c-.3.1-.5.3-.5.7',
    dashed: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0z',
    fill: 'M7.8 9.8a.8 .8 0 1 1-1.6 0 .8 .8 0 0 1 1.6 0z',
  },
  waiting: { stroke: 'M12.7 7a5.7 5.7 0 1 1-11.4 0 5.7 5.7 0 0 1 11.4 0zM7 4v3.2l2 1.2' },
} as const satisfies Record<string, Drawing>

export type MarkName = keyof typeof marks
