import { locale } from '../language/language.ts'
import { times } from './times.ts'

/** Times and durations as every screen writes them: local or UTC as chosen, 24 h, weekday when it is not today, date when it is more than six days off. */

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Minutes east of UTC at an instant. */
export type Zone = (at: number) => number

export const utcZone: Zone = () => 0
/** The reader's own time zone, or UTC where that is chosen. */
export const localZone: Zone = (at) => (times.now() === 'utc' ? utcZone(at) : -new Date(at).getTimezoneOffset())

const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
const months = new Intl.DateTimeFormat(new Intl.Locale(locale).language, { month: 'short', timeZone: 'UTC' })
const dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })

const years = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

const two = (value: number) => value.toString().padStart(2, '0')
/** Two days within what a date can be: what a node makes up beyond it is shown as that end, and breaks no screen. */
const farthest = 8.64e15 - 2 * day
const dateOf = (at: number): Date => new Date(Math.max(-farthest, Math.min(farthest, at || 0)))
const shifted = (at: number, zone: Zone) => dateOf(dateOf(at).getTime() + (zone(dateOf(at).getTime()) || 0) * minute)
const dayNumber = (at: number, zone: Zone) => Math.floor((at + zone(at) * minute) / day)

/** "22:25", or "22:25:08" where it is evidence. */
export const clockTime = (at: number, seconds = false, zone: Zone = localZone): string => {
  const date = shifted(at, zone)
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds ? `:${two(date.getUTCSeconds())}` : ''}`
}

export const weekday = (at: number, zone: Zone = localZone): string => weekdays.format(shifted(at, zone))

const named = (order: Intl.DateTimeFormat, at: number, zone: Zone): string => {
  const shown = shifted(at, zone)
  const month = months.formatToParts(shown).find(({ type }) => type === 'month')
  return order
    .formatToParts(shown)
    .map(({ type, value }) => (type === 'month' ? (month?.value ?? value) : value))
    .join('')
}

/** "7 Dec". The months of British English are not all short ("Sept"): their names are the language's own, the order the locale's. */
export const date = (at: number, zone: Zone = localZone): string => named(dates, at, zone)

/** As `time`, and "14 Mar 2024" for what is of another year, or nearly. */
export const timeLongAgo = (at: number, now: number, zone: Zone = localZone): string =>
  Math.abs(now - at) < 300 * day ? time(at, now, { zone }) : named(years, at, zone)

/** "22:25" today, "Mon 09:00" within six days, "7 Dec 21:00" beyond. */
export const time = (at: number, now: number, options: { seconds?: boolean; zone?: Zone } = {}): string => {
  const zone = options.zone ?? localZone
  const days = dayNumber(at, zone) - dayNumber(now, zone)
  const clock = clockTime(at, options.seconds ?? false, zone)
  if (days === 0) return clock
  return Math.abs(days) <= 6 ? `${weekday(at, zone)} ${clock}` : `${date(at, zone)} ${clock}`
}

const fineMs = 5 * minute

/** With seconds when it is minutes away: "after 08:33" says nothing at 08:33:51. */
export const timeNear = (at: number, now: number): string => time(at, now, { seconds: Math.abs(at - now) < fineMs })

/** As a machine reads it. */
export const iso = (at: number): string => dateOf(at).toISOString()

/** For the tooltip of every local time: "2025-11-25 13:08:56 UTC". */
export const utc = (at: number): string => `${dateOf(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** Both ends of a span, for its tooltip. */
export const utcSpan = (from: number, to: number): string => (from === to ? utc(to) : `${utc(from)} – ${utc(to)}`)

const units = [
  ['d', day],
  ['h', hour],
  ['min', minute],
  ['s', second],
] as const

export interface Part {
  readonly value: string
  readonly unit: string
}

/** The largest `most` units from the first that counts; zeros in between stay, zeros at the end go. */
const split = (ms: number, most: number): Part[] => {
  const first = Math.max(
    0,
    units.findIndex(([, length]) => ms >= length),
  )
  const from = ms < second ? units.length - 1 : first
  let rest = ms
  const parts = units.slice(from, from + most).map(([unit, length]) => {
    const value = Math.floor(rest / length)
    rest -= value * length
    return { value: value.toString(), unit }
  })
  while (parts.length > 1 && parts.at(-1)?.value === '0') parts.pop()
  return parts
}

/** Up to two units: "12 d 6 h", "1 h 37 min", "6 min 1 s", "35 s". */
export const duration = (ms: number): string =>
  split(Math.max(0, ms), 2)
    .map(({ value, unit }) => `${value} ${unit}`)
    .join(' ')

/** How long a state has lasted: "4 min", "9 d 4 h"; never seconds beside minutes, so that rows stay quiet. */
export const lasting = (ms: number): string =>
  ms < minute ? `${Math.floor(Math.max(0, ms) / second)} s` : ms < hour ? `${Math.floor(ms / minute)} min` : duration(ms)

/** The big countdown: three units when days are involved, else two; seconds only under one hour. */
export const countdown = (ms: number): Part[] => {
  const left = Math.max(0, Math.ceil(ms / second) * second)
  const parts = (names: readonly string[]) => {
    let rest = left
    return units.flatMap(([unit, length]) => {
      const value = Math.floor(rest / length)
      rest -= value * length
      return names.includes(unit) ? [{ value: value.toString(), unit }] : []
    })
  }
  if (left >= day) return parts(['d', 'h', 'min'])
  if (left >= hour) return parts(['h', 'min'])
  return left >= minute ? parts(['min', 's']) : parts(['s'])
}

/** Minutes and seconds that are left: "6:01"; hours before them when there are any. */
export const leftClock = (ms: number): string => {
  const left = Math.max(0, Math.ceil(ms / second))
  const hours = Math.floor(left / 3600)
  const rest = `${hours > 0 ? two(Math.floor((left % 3600) / 60)) : Math.floor(left / 60)}:${two(left % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}
