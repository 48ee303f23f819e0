import { door } from './door.ts'
import { beside, named, onPrograms, outside, test } from './fixtures.ts'
import { handover } from './handover.ts'
import { keyCopies } from './key-copies.ts'
import { move } from './move.ts'
import { overview } from './overview.ts'
import { playground } from './playground.ts'
import { see } from './see.ts'
import { amongBad, unreachable } from './unreachable.ts'
import { wholeRig } from './whole-rig.ts'

test('identities through an epoch', beside, see)
test('a key too many, found by its id', beside, keyCopies)
test('the overview tells a killed service, and mends it', beside, overview)
test('an identity moved in the browser', move)
test('the simulated rig as a playground', beside, playground)
amongBad('mute, lying and absent nodes beside a good one', beside, unreachable)
outside(onPrograms('from an empty profile to a finished move'), door)
outside(onPrograms('the whole rig that runs here'), wholeRig)
outside(onPrograms('a move and one put back, by their journals'), named, handover)
