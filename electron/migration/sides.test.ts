import { beforeEach, expect, test } from 'vitest'
import type { RigName } from '../contract/model/basics.ts'
import type { DurableFs } from '../storage/index.ts'
import { createMigration, type MigrationDeps } from './index.ts'
import type { RowStore } from './row-store.ts'
import type { SidePorts } from './sides.ts'
import { names } from './testing/memory-rig.ts'
import { OneMove } from './testing/one-move.io.ts'
import type { MoveWorld } from './world.ts'

let move: OneMove
/** What was touched through ports that are not those of its place. */
let astray: string[]

/** The same functions; each call tells whatever it is about. */
function watched<T extends object>(ports: T, tell: (call: string, given: readonly unknown[]) => void): T {
  return new Proxy(ports, {
    get: (target, key) => {
      const found: unknown = Reflect.get(target, key)
      if (typeof found !== 'function') return found
      return (...given: unknown[]): unknown => {
        tell(String(key), given)
        return Reflect.apply(found, target, given)
      }
    },
  })
}

const isPath = (given: unknown): given is string => typeof given === 'string' && given.startsWith('/')
const nodeCalls = ['lookAtNode', 'nodeBinding', 'silenceOf', 'stopNode', 'startNode', 'lastWords', 'listed', 'lockNode']

/** The ports of a computer on which these folders and nodes are, and no other of the rig's. */
function computer({ fs, rows, world }: MigrationDeps, folders: readonly string[], nodes: readonly RigName[]) {
  const inPlace = (call: string, given: readonly unknown[]) => {
    const strays = given.filter(isPath).filter((path) => !folders.some((folder) => path === folder || path.startsWith(`${folder}/`)))
    for (const path of strays) astray.push(`${call} ${path} on the computer of ${folders[0]}`)
  }
  return {
    fs: watched<DurableFs>(fs, inPlace),
    rows: watched<RowStore>(rows, inPlace),
    world: watched<MoveWorld>({ ...world }, (call, [name]) => {
      if (nodeCalls.includes(call) && !nodes.some((node) => node === name))
        astray.push(`${call} ${String(name)} on the computer of ${folders[0]}`)
    }),
  }
}

/** Source, target and profile each on a computer of its own; private copies of a side lie on that side's. */
function threeComputers(deps: MigrationDeps): MigrationDeps {
  const others: Readonly<Record<string, SidePorts>> = {
    [names.source]: computer(deps, ['/attic', '/profile/batches'], [names.source]),
    [names.target]: computer(deps, ['/home', '/profile/batches'], [names.target]),
  }
  return { ...deps, ...computer(deps, ['/profile', '/shed'], []), hostOf: (node) => others[node] }
}

beforeEach(async () => {
  move = new OneMove()
  astray = []
  move.migration = createMigration(threeComputers(move.rig.deps()))
  await move.migration.open()
})

test('a whole move touches each node through its own side, and the profile through neither', async () => {
  await move.run()
  expect(move.row().state).toBe('moved')
  expect([astray, move.rig.nodes.violations]).toEqual([[], []])
})

test('so does putting everything back, from the last moment at which it can be', async () => {
  move.at('.a1.key.tmp-', () => {
    void move.migration.abort(move.row().batch)
  })
  await move.run()
  expect(move.row().state).toBe('aborted')
  expect(move.rig.loadableAt()).toEqual([names.source])
  expect([astray, move.rig.nodes.violations]).toEqual([[], []])
})

test('and taking the armed key out of use, and a start of the app that finds it so', async () => {
  move.at('LEASE', () => {
    move.rig.nodes.find(names.target).refuses = 'no'
  })
  await move.run()
  await move.migration.resolve(move.row().batch, 'disarm', move.row().plan.consentWords)
  await move.migration.rested()
  expect(move.row()).toMatchObject({ activity: 'frozen', problem: { code: 'disarmed' } })
  move.migration = createMigration(threeComputers(move.rig.deps()))
  await move.migration.open()
  expect(move.row()).toMatchObject({ activity: 'frozen', resolutions: ['close'] })
  expect(astray).toEqual([])
})

test('once the profile may be another’s, nothing is done on the other computers either', async () => {
  const effects: string[] = []
  move.at('.moved-', () => {
    move.rig.ours = false
    move.rig.meanwhile = {
      effect: ({ name, path }) => {
        effects.push(`${name} ${path}`)
        return 'do'
      },
      question: (name) => {
        if (name === 'stop' || name === 'start') effects.push(name)
      },
    }
  })
  await move.run()
  expect(move.row()).toMatchObject({ problem: { code: 'profile-taken' } })
  expect(effects).toEqual([])
})
