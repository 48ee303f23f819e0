import { describe, expect, it } from 'vitest'
import { clockTime, countdown, date, duration, iso, lasting, leftClock, time, timeNear, utc, utcSpan, utcZone, weekday } from './time.ts'

const at = (text: string) => Date.parse(text)
const now = at('2025-11-23T21:25:00Z')
const zone = () => 60

describe('times', () => {
  it('shows the weekday when it is not today, the date when it is far', () => {
    expect(time(now, now, { zone })).toBe('22:25')
    expect(time(at('2025-11-24T08:00:00Z'), now, { zone })).toBe('Mon 09:00')
    expect(time(at('2025-12-07T20:00:00Z'), now, { zone })).toBe('7 Dec 21:00')
    expect(time(at('2025-11-23T22:59:59Z'), now, { zone, seconds: true })).toBe('23:59:59')
  })
  it('has seconds when it is minutes away, and both ends of a span in UTC', () => {
    expect(timeNear(now + 90_000, now)).toMatch(/^\d\d:\d\d:\d\d$/)
    expect(timeNear(now + 3_600_000, now)).toMatch(/^\d\d:\d\d$/)
    expect(utcSpan(now - 1000, now)).toBe('2025-11-23 21:24:59 UTC – 2025-11-23 21:25:00 UTC')
    expect(utcSpan(now, now)).toBe('2025-11-23 21:25:00 UTC')
  })
  it('follows a change of the clock between two instants', () => {
    const berlin = (instant: number) => (instant < at('2025-10-26T01:00:00Z') ? 120 : 60)
    expect(clockTime(at('2025-10-26T00:30:00Z'), false, berlin)).toBe('02:30')
    expect(clockTime(at('2025-10-26T01:30:00Z'), false, berlin)).toBe('02:30')
  })
  it('has dates and UTC', () => {
    expect(date(now, utcZone)).toBe('23 Nov')
    expect(utc(now)).toBe('2025-11-23 21:25:00 UTC')
  })
})

describe('durations', () => {
  it('uses up to two units', () => {
    expect([0, 35e3, 361e3, 97 * 60e3, 294.87 * 3600e3, 7200e3].map(duration)).toEqual([
      '0 s',
      '35 s',
      '6 min 1 s',
      '1 h 37 min',
      '12 d 6 h',
      '2 h',
    ])
  })
  it('says how long something lasts', () => {
    expect([9e3, 245e3, 3600e3 * 220].map(lasting)).toEqual(['9 s', '4 min', '9 d 4 h'])
  })
  it('counts down in three units with days, in seconds only under an hour', () => {
    const parts = (ms: number) =>
      countdown(ms)
        .map(({ value, unit }) => value + unit)
        .join(' ')
    expect(parts(12 * 86400e3 + 6 * 3600e3 + 52 * 60e3)).toBe('12d 6h 52min')
    expect(parts(10 * 3600e3 + 35 * 60e3 + 40e3)).toBe('10h 35min')
    expect(parts(38 * 60e3 + 12e3)).toBe('38min 12s')
    expect(parts(11_200)).toBe('12s')
    expect(parts(-5)).toBe('0s')
    expect(leftClock(361e3)).toBe('6:01')
    expect(leftClock(3725e3)).toBe('1:02:05')
  })
})

it('breaks at no moment that a node may make up', () => {
  for (const at of [Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, -8.65e15])
    for (const said of [utc(at), time(at, 0), iso(at), clockTime(at, true), date(at), weekday(at)]) expect(said).not.toMatch(/NaN|Invalid/)
})
