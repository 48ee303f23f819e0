import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { answerFacts, httpAnswer, recordedAnswers } from './api-answers.ts'

it('takes a refusal by code and text, an answer by its fields', () => {
  expect(httpAnswer(400, '{"code":3, "message":"limit is capped at 100", "details":[]}')).toEqual({
    refusal: '400 3 limit is capped at 100',
    fields: [],
  })
  expect(httpAnswer(200, '{"a":{"b":1},"list":[{"c":1},{"c":2}]}')).toEqual({ refusal: null, fields: ['.a.b', '.list[].c'] })
})

it('reads recorded questions with their answers', () => {
  const answers = recordedAnswers(fileURLToPath(new URL('../../recordings/run-remote/api-epoch2.json', import.meta.url)))
  expect(answers.get('grpc SmesherService.IsSmeshing')?.refusal).toBe('FailedPrecondition node is not configured for supervised smeshing')
  expect(answers.get('/v1/mesh/currentepoch {}')?.fields).toEqual(['.epochnum.number'])
  expect([...answers.keys()].some((question) => question.startsWith('grpc list'))).toBe(false)
})

it('compares fields below a list only where both lists hold something, and names what is not there at all', () => {
  const recorded = new Map([
    ['x', { refusal: null, fields: ['.list[].a'] }],
    ['y', { refusal: null, fields: ['.b'] }],
  ])
  const got = new Map([
    ['x', { refusal: null, fields: ['.list[]'] }],
    ['y', { refusal: '404 5 Not Found', fields: [] }],
  ])
  expect(answerFacts('m', recorded, got)).toEqual({
    expected: { 'answer m: x': ['.list[]'] },
    got: { 'answer m: x': ['.list[]'] },
    missing: ['answer m: y'],
  })
})
