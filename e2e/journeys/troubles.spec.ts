import { createBook } from '../troubles/book.ts'
import { anHourOfTroubles } from '../troubles/hour.ts'
import { named, outside } from './fixtures.ts'
import { note } from './looks.ts'

// Epochs of two minutes, gaps of fifty seconds: at twice the pace a busy machine is late by itself. A trace of it all makes it busy.
outside.use({ programs: null, without: ['A', 'B', 'a1', 'a2', 'b1'], speed: 1, trace: 'off' })
outside.describe.configure({ timeout: 3 * 60 * 60_000 })

/** One trouble after another, each caused and mended; whatever is read on the pages meanwhile must be true. */
outside('an hour of troubles', named, async ({ rig, speed, page, context, host, profile, work }, info) => {
  const book = createBook()
  try {
    for (const said of await anHourOfTroubles({ page, context, host, profile, work }, rig, { speed, book })) note(said)
  } finally {
    await info.attach('figures', { body: JSON.stringify(book.figures()), contentType: 'application/json' })
  }
})
