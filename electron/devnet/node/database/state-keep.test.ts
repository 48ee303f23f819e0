import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { stateKeep, stateMigration } from './state-keep.ts'

it('keeps layers over restarts, also in a database of before there were any', () => {
  const database = new DatabaseSync(':memory:')
  database.exec(stateMigration(25))
  database.exec('DROP TABLE IF EXISTS layers')
  stateKeep(database).saveLayer({ number: 41, slots: [['aa', 3]] })
  expect(stateKeep(database).loadLayers()).toEqual([{ number: 41, slots: [['aa', 3]] }])
})
