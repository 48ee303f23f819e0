import { afterEach, expect, it, vi } from 'vitest'
import { createOpener } from './open-channel.ts'
import { DoorClosed } from './socket-channel.ts'

const used: (string | null)[] = []
const answers: (() => Promise<unknown>)[] = []
vi.mock('./socket-channel.ts', async (original) => ({
  ...(await original<typeof import('./socket-channel.ts')>()),
  openSocketChannel: ({ code }: { code: string | null }) => {
    used.push(code)
    return answers.shift()?.() ?? Promise.resolve({})
  },
}))
afterEach(() => {
  used.length = 0
  answers.length = 0
})

const code = (letter: string) => letter.repeat(43)

/** A tab with this fragment in its address. */
function openTab(hash = '') {
  const location = { hash, pathname: '/', search: '', protocol: 'http:', host: '127.0.0.1:1', origin: 'http://127.0.0.1:1' }
  const history = {
    replaceState: () => {
      location.hash = ''
    },
  }
  const page = Object.assign(new EventTarget(), { location, history, sessionStorage: window.sessionStorage })
  const go = (next: string) => {
    location.hash = next
    page.dispatchEvent(new Event('hashchange'))
  }
  return { location, go, ...createOpener(page as unknown as Window), paste: (letter: string) => go(`#code=${code(letter)}`) }
}

it('a link pasted into a tab that was not let in is used at once, and leaves the address', async () => {
  const { open, newLink, paste, location } = openTab(`#code=${code('a')}`)
  answers.push(() => Promise.reject(new DoorClosed('not-let-in')))
  await expect(open()).rejects.toThrow('not-let-in')
  const waiting = newLink()
  paste('b')
  await waiting
  expect(location.hash).toBe('')
  await open()
  expect(used).toEqual([code('a'), code('b')])
})

it('a link pasted while the old one is being refused is not lost', async () => {
  const { open, newLink, paste } = openTab(`#code=${code('a')}`)
  answers.push(() => {
    paste('b')
    return Promise.reject(new DoorClosed('not-let-in'))
  })
  await expect(open()).rejects.toThrow()
  await newLink()
  await open()
  expect(used).toEqual([code('a'), code('b')])
})

it('a route of the page is no link', async () => {
  const { newLink, go, location } = openTab()
  let arrived = false
  void newLink().then(() => {
    arrived = true
  })
  go('#/nodes')
  await Promise.resolve()
  expect({ arrived, hash: location.hash }).toEqual({ arrived: false, hash: '#/nodes' })
})
