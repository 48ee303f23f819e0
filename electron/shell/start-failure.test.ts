import { expect, test } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { messageOf } from '../faults/index.ts'
import { startFailure } from './start-failure.ts'

test('an expected failure is named where there is no page to say it, also when its code says it all', () => {
  expect(startFailure(new AppError('not_allowed'))).toBe('not_allowed')
  expect(startFailure(new AppError('settings_broken', '/data/settings.json'))).toBe('settings_broken: /data/settings.json')
  expect(startFailure(new AppError('profile_in_use', '/data'))).toContain('Another Smeshdesk')
  expect(messageOf(new AppError('not_running'))).toContain('not_running')
})
