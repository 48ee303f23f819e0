import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { Dialog } from './dialog.tsx'
import { Drawer } from './drawer.tsx'

afterEach(cleanup)

const said: string[] = []
/** A drawer with a dialog over it; whatever closes makes both anew, as a screen does. */
const Screen = () => {
  const [open, set] = useState({ drawer: true, dialog: true })
  const close = (which: 'drawer' | 'dialog') => {
    said.push(which)
    set((before) => ({ ...before, [which]: false }))
  }
  return (
    <>
      {open.drawer && (
        <Drawer title="drawer" closeWords="close" onClose={() => close('drawer')} head={null}>
          {null}
        </Drawer>
      )}
      <Dialog open={open.dialog} onClose={() => close('dialog')} title="dialog">
        {null}
      </Dialog>
    </>
  )
}

it('means the topmost alone: the dialog, then the drawer under it', async () => {
  const user = userEvent.setup()
  render(<Screen />)
  expect(await screen.findByRole('dialog')).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(said).toEqual(['dialog'])
  await user.keyboard('{Escape}')
  expect(said).toEqual(['dialog', 'drawer'])
  await user.keyboard('{Escape}')
  expect(said).toEqual(['dialog', 'drawer'])
})
