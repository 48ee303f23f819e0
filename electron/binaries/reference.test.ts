import { expect, test } from 'vitest'
import { belowFloor, isProgram, isReleased, keptName, parseReference, programIn, referenceText } from './reference.ts'

test('a version of the store, or a path', () => {
  const reference = { tool: 'go-spacemesh', version: '1.7.6' } as const
  expect(parseReference('go-spacemesh@1.7.6')).toEqual(reference)
  expect(referenceText(reference)).toBe('go-spacemesh@1.7.6')
  expect(
    [
      '/opt/go-spacemesh',
      'go-spacemesh',
      'go-spacemesh@',
      'go-spacemesh@..',
      'go-spacemesh@1/2',
      'bash@5',
      'postcli@1@2',
      'postcli@1.',
    ].map(parseReference),
  ).toEqual(Array(8).fill(null))
})

test('go-spacemesh before 1.7.6 is advised against, whatever stands behind its numbers', () => {
  const of = (version: string, tool: 'go-spacemesh' | 'post-service' = 'go-spacemesh') => belowFloor({ tool, version })
  expect(['1.7.5', 'v1.7.5', '1.6.8', '1.7.5-rc1', '0.9.9'].map((one) => of(one))).toEqual(Array(5).fill('1.7.6'))
  expect(['1.7.6', '1.7.10', '2.0.0', 'node-split', '1.7'].map((one) => of(one))).toEqual(Array(5).fill(null))
  expect(of('0.1.0', 'post-service')).toBeNull()
})

test('the program of a release, by its name of today or of before', () => {
  expect(programIn('post-service', ['libpost.so', 'service', 'post-service'])).toBe('post-service')
  expect(programIn('post-service', ['service.exe'])).toBe('service.exe')
  expect(programIn('postcli', ['post-service'])).toBeNull()
  expect([keptName('post-service', true), keptName('post-service', false)]).toEqual(['post-service.exe', 'post-service'])
  expect(['merge-nodes', 'service', 'go-spacemesh.exe', 'libpost.so', 'notes.txt'].map(isProgram)).toEqual([true, true, true, false, false])
  expect(['libpost.so', 'post.dll', 'notes.txt', 'config.json'].map(isReleased)).toEqual([true, true, false, false])
})
