import { expect, test } from 'vitest'
import { statesDocument } from './states-document.ts'

test('docs/states.md says what the table and the page say', async () => {
  const document = statesDocument()
  expect(document.match(/^\| \*\*/gm)).toHaveLength(5 * 4 * 7)
  await expect(document).toMatchFileSnapshot('../../docs/states.md')
})
