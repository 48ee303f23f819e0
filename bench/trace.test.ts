import { expect, test } from 'vitest'
import { pageSlices, scriptPerFrame, scriptPerTaskWith, scriptsOf, type TraceEvent, tasksOf } from './trace.ts'

const event = (name: string, [ts, dur]: readonly [number, number], rest: Partial<TraceEvent> = {}): TraceEvent => ({
  name,
  ph: 'X',
  pid: 1,
  tid: 1,
  ts,
  dur,
  ...rest,
})
const trace = [
  event('FireAnimationFrame', [21_000, 2_000]),
  event('RunTask', [0, 10_000], { tdur: 6_000 }),
  event('WebSocketReceive', [500, 0], { ph: 'I' }),
  event('EventDispatch', [1_000, 5_000]),
  event('FunctionCall', [1_500, 3_000]),
  event('FunctionCall', [37_100, 500]),
  event('RunMicrotasks', [7_000, 1_000]),
  event('RunTask', [20_000, 10_000]),
  event('RunTask', [36_000, 3_000]),
  event('FireAnimationFrame', [37_000, 1_000]),
  event('FunctionCall', [0, 90_000], { tid: 2 }),
]

test('only the thread with the most script is looked at, and what waited for a processor is not counted', () => {
  expect(tasksOf(pageSlices(trace)).map(({ ran }) => ran)).toEqual([6, 10, 3])
})

test('script inside script counts once', () => {
  expect(scriptsOf(pageSlices(trace)).map(({ name, ran }) => [name, ran])).toEqual([
    ['EventDispatch', 5],
    ['RunMicrotasks', 1],
    ['FireAnimationFrame', 2],
    ['FireAnimationFrame', 1],
  ])
})

test('script is summed by frame, and by the tasks that hold a mark', () => {
  expect(scriptPerFrame(pageSlices(trace))).toEqual([2])
  expect(scriptPerTaskWith(pageSlices(trace), 'WebSocketReceive')).toEqual([6])
})

test('styles and places that a script asks for are no scripting, and are taken off once', () => {
  const asking = [
    event('FireAnimationFrame', [0, 10_000]),
    event('FunctionCall', [0, 10_000]),
    event('UpdateLayoutTree', [1_000, 2_000]),
    event('Layout', [4_000, 5_000]),
    event('Layout', [5_000, 1_000]),
    event('Layout', [12_000, 3_000]),
    event('FireAnimationFrame', [16_000, 1_000]),
  ]
  expect(scriptPerFrame(pageSlices(asking))).toEqual([3])
})
