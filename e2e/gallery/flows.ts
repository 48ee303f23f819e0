import type { Page } from '@playwright/test'
import type { Words } from '../../renderer/words/en/index.ts'

/** What stands on the page is found by the words of its language. */
type Flow = (page: Page, words: Words) => Promise<void>

/** Scenes that need a few clicks first; the part before the plus is the scene they start from. */
export const flows: Readonly<Record<string, Flow>> = {
  'nodes+stop': async (page, { programs, acts }) => {
    await page.getByRole('listitem').filter({ hasText: 'diskA_post2' }).getByRole('button', { name: programs.stop }).click()
    await page.getByLabel(acts.ask.type).fill(programs.typed.stop('diskA_post2').slice(0, -5))
  },
  'nodes+open': (page) => page.getByRole('button', { name: /diskA_post2/ }).click(),
  'identities+chosen': async (page, words) => {
    await chooseAll(page)
    await page.getByLabel(words.identities.chosen.label).waitFor()
  },
  'identities+stop': async (page, { identities }) => {
    await chooseAll(page)
    await page.getByRole('button', { name: identities.chosen.acts.stop }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('stop')
  },
  'identities+grouped': async (page, { identities }) => {
    await page.locator('summary', { hasText: identities.view.title }).click()
    await page.getByRole('radio', { name: identities.view.groups.disk }).check({ force: true })
    await page.keyboard.press('Escape')
  },
  'identities+palette': async (page, { palette }) => {
    await page.keyboard.press('Control+k')
    await page.getByLabel(palette.field).fill('disk')
  },
  'settings+add': (page, { notices }) => page.getByText(notices.add.title, { exact: true }).click(),
  'support+parts': async (page, { doctor: { bundle } }) => {
    await page.getByRole('button', { name: bundle.prepare }).click()
    await page.getByRole('button', { name: bundle.show, exact: true }).first().click()
    await page.getByRole('button', { name: bundle.hide }).waitFor()
  },
  'doctor+passed': (page, { doctor }) => page.getByText(doctor.passed(5)).click(),
  'drawer+more': (page, { identities }) => page.getByLabel(identities.drawer.act.more).click(),
  'drawer+given': (page, { identities }) => page.getByRole('button', { name: identities.given.edit }).click(),
  'welcome+palette': async (page, { palette }) => {
    await page.keyboard.press('Control+k')
    await page.getByLabel(palette.field).waitFor()
  },
  'found+added': async (page, { found }) => {
    await page.getByRole('button', { name: found.add(2) }).click()
    await page.getByText(found.outcome(2, 0)).waitFor()
  },
  'binaries+add': (page, { binaries }) => page.getByRole('button', { name: binaries.add.archive }).click(),
  'binaries+use': async (page, { binaries }) => {
    await page.getByRole('button', { name: binaries.use.act }).first().click()
    await page.getByText(binaries.use.now).waitFor()
  },
  'binaries+back': async (page, { binaries }) => {
    await page.getByLabel(binaries.more(binaries.called('go-spacemesh', '1.7.6'))).click()
    await page.getByRole('button', { name: binaries.back.act('home', 'go-spacemesh 1.6.8') }).click()
  },
  'binaries-changed+accept': (page, { binaries }) => page.getByRole('button', { name: binaries.changed.act }).click(),
  'log+open': (page, { log }) => page.getByRole('button', { name: log.next }).click(),
  'add-node+browse': async (page, { add }) => {
    await page.getByRole('button', { name: add.path.browse }).first().click()
    await page.getByRole('button', { name: /srv/ }).click()
    await page.getByRole('button', { name: `attic ${add.browser.look['node-data']}` }).waitFor()
  },
  'migrate-choose+chosen': choose,
  'migrate-checks-bad+checks': async (page, words) => {
    await choose(page, words)
    await page.getByRole('button', { name: words.migrate.choose.go }).click()
    await page.getByText(words.checks.of['no-other-copy'].fails({})).waitFor()
  },
  'migrate-choose+plan': async (page, words) => {
    const { choose: first, checks, plan } = words.migrate
    await choose(page, words)
    await page.getByRole('button', { name: first.go }).click()
    await page.getByRole('button', { name: checks.go }).click()
    await page.getByLabel(plan.confirms('home')[0] ?? '').check()
    await page.getByLabel(plan.type).fill('7be1c')
  },
  'migrate-arming+typed': (page, { migrate }) => page.getByLabel(migrate.arm.type).fill('7be1c0d4:1'),
  'migrate-progress+abort': (page, { migrate }) => page.getByRole('button', { name: migrate.progress.abort }).click(),
}

async function chooseAll(page: Page): Promise<void> {
  await page.locator('tr[data-id]').first().waitFor()
  await page.keyboard.press('Control+a')
}

async function choose(page: Page, { migrate }: Words): Promise<void> {
  await page.getByLabel(migrate.choose.to, { exact: true }).selectOption('attic')
}
