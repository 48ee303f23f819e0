import { expect, test } from 'vitest'
import { judgeIdentity, parseOracle, type SignedAct } from './signed-acts.ts'

const id = 'ab'.repeat(32)
const act = (node: string, layer: number, more: Partial<SignedAct> = {}): SignedAct => ({
  t: new Date(layer * 1000).toISOString(),
  node,
  act: 'hare',
  id,
  layer,
  epoch: 2,
  content: `${node}/${layer}`,
  ...more,
})
const found = (acts: readonly SignedAct[]) => judgeIdentity(acts, id).violations

test('one node after the other with two layers between them is no violation', () => {
  expect(judgeIdentity([act('A', 10), act('A', 11), act('B', 13), act('A', 15), act('B', 15, { id: 'other' })], id)).toEqual({
    violations: [],
    figures: { acts: 4, layers: 4, atxs: 0, handovers: 2 },
  })
})

test('two nodes in one layer, or in neighbouring ones, are found, in whatever order they were written', () => {
  expect(found([act('A', 10), act('B', 10, { content: 'A/10' })])).toEqual(['abababab: hare at A in layer 10, hare at B in layer 10'])
  expect(found([act('B', 11), act('A', 10)])).toEqual(['abababab: hare at A in layer 10, hare at B in layer 11'])
})

test('a foreign act between two of the same node is found from both sides', () => {
  expect(found([act('A', 10), act('B', 11), act('A', 12)])).toHaveLength(2)
})

test('two ATXs of one epoch are found: by two nodes, and by one that contradicts itself', () => {
  const atx = (node: string, layer: number, content: string) => act(node, layer, { act: 'atx', content })
  expect(found([atx('A', 10, 'x'), atx('B', 20, 'x')])).toEqual(['abababab: 1 ATXs of epoch 2 by A and B'])
  expect(found([atx('A', 10, 'x'), atx('A', 20, 'y')])).toEqual(['abababab: 2 ATXs of epoch 2 by A'])
  expect(found([atx('A', 10, 'x'), atx('A', 20, 'x')])).toEqual([])
})

test('one node that says two things in one layer is found', () => {
  expect(found([act('A', 10, { content: 'x' }), act('A', 10, { content: 'y' })])).toEqual(['abababab: two of hare of layer 10'])
})

test('whole lines are read, a torn last one is left out, a broken one is named', () => {
  const line = JSON.stringify(act('A', 10))
  expect(parseOracle('')).toEqual([])
  expect(parseOracle(`${line}\n${line.slice(0, 20)}`)).toEqual([act('A', 10)])
  expect(() => parseOracle(`${line}\n{"act":"hare"}\n`)).toThrow('line 2')
})
