import type { MoveState } from '../../contract/model/migration.ts'
import { parseJournal } from '../../storage/index.ts'
import { parseNote } from '../tombstone.ts'
import { type MemoryRig, names } from './memory-rig.ts'
import { readContent } from './memory-rows.ts'

const decoder = new TextDecoder()

interface Services {
  readonly ran: boolean
  /** After a power loss services are started again by others, once the batch has let go of them. */
  readonly powerStayed: boolean
}

function noteIn(rig: MemoryRig, folder: string, kind: 'MOVED' | 'LEASE') {
  const bytes = rig.disk.names.get(`${folder}/smeshdesk/${kind}-${rig.moving.id.slice(0, 16)}.json`)?.seen
  return bytes === undefined ? null : parseNote(decoder.decode(bytes))
}

const unless = (holds: boolean, says: string): string[] => (holds ? [] : [says])
const loadedBy = (rig: MemoryRig, side: 'source' | 'target') => rig.nodes.find(names[side]).running?.loaded.includes(rig.moving.id) === true

function judgeMoved(rig: MemoryRig, { powerStayed }: Services): string[] {
  return [
    ...unless(noteIn(rig, '/attic', 'MOVED')?.says === 'left', 'moved, but no tombstone is left'),
    ...unless(noteIn(rig, '/home', 'LEASE')?.says === 'lives', 'moved, but no lease is left'),
    ...unless(rig.loadableAt().join() === names.target, `moved, but loadable at ${rig.loadableAt().join()}`),
    ...unless(loadedBy(rig, 'target'), 'moved, but the target has not loaded it'),
    ...unless(rig.service.node === names.target && (rig.service.running || !powerStayed), 'moved, but the service is elsewhere'),
  ]
}

function judgeAborted(rig: MemoryRig, { ran, powerStayed }: Services): string[] {
  const left = [...rig.disk.names.keys()].filter((path) => /^\/(attic|home)\/(identities\/)?[^/]+(tmp|staged|moved|before)-/.test(path))
  const service = rig.service.node === names.source && (rig.service.running === ran || !powerStayed)
  return [
    ...unless(noteIn(rig, '/attic', 'MOVED')?.says !== 'left', 'aborted, but the tombstone says left'),
    ...unless(readContent(rig.disk, '/home/local.sql').rows[rig.moving.id] === undefined, 'aborted, but rows are left at the target'),
    ...unless(rig.loadableAt().join() === names.source, `aborted, but loadable at ${rig.loadableAt().join()}`),
    // What its entry names by then is another folder: it is left to a person.
    ...unless(loadedBy(rig, 'source') || rig.nodes.find(names.source).rebound !== null, 'aborted, but the source has not loaded it'),
    ...unless(service, 'aborted, but the service is elsewhere'),
    ...unless(left.length === 0, `aborted, but ${left.join()} is left`),
  ]
}

/** What is wrong with the rig once a move has come to its end. */
export function judgeEnd(rig: MemoryRig, state: MoveState | 'never-begun', services: Services): string[] {
  const broken = [...rig.disk.names]
    .filter(([path, { seen }]) => path.endsWith('/journal.jsonl') && parseJournal(decoder.decode(seen)).state === 'broken')
    .map(([path]) => `${path} is broken`)
  if (state === 'moved') return [...broken, ...judgeMoved(rig, services)]
  return state === 'aborted' ? [...broken, ...judgeAborted(rig, services)] : broken
}
