// The office in Debian's Firefox, over WebDriver BiDi: two people sign in with passphrase and digits, write with blocks and without script, comment, cover and publish, right to left on a phone too. Prints what was seen.
// usage: node check-office.mjs INPUT.json   {"path":"<program>","office":"<address>","link":"<one-time link of the first person>","pictures":"<folder>"}
import { createHmac } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import puppeteer from 'puppeteer-core'

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {{ tab: Page, handle: string, secret: string, last: number }} Person */

const { path, office, link, pictures } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const passphrase = 'four words that nobody would say'
const prefs = { 'app.update.enabled': false, 'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false }
const launch = (/** @type {boolean} */ script) => puppeteer.launch({ browser: 'firefox', executablePath: path, headless: true, extraPrefsFirefox: { ...prefs, 'javascript.enabled': script, 'layout.css.prefers-color-scheme.content-override': script ? 1 : 0 } })
/** @type {string[]} */
const wrong = []
mkdirSync(pictures, { recursive: true })

/** @param {Page} tab */
async function listened(tab, script = true) {
  tab.setDefaultTimeout(20_000)
  await tab.setViewport({ width: 1200, height: 900 })
  tab.on('console', line => ['error', 'warn'].includes(line.type()) && wrong.push(`${tab.url()}: ${line.type()}: ${line.text()}`))
  tab.on('pageerror', error => wrong.push(`${tab.url()}: ${error}`))
  tab.on('requestfailed', request => wrong.push(`${request.url()}: ${request.failure()?.errorText}`))
  // Told through the console, which is listened to: what a policy forbids makes no other sound here.
  if (script) await tab.evaluateOnNewDocument(() => addEventListener('securitypolicyviolation', told => console.error(`policy: ${told.violatedDirective}: ${told.blockedURI}`)))
  return tab
}

/** In front: a tab behind another draws nothing, and waits for that. @param {Page} tab @param {string} to */
async function go(tab, to) {
  await tab.bringToFront()
  return tab.goto(new URL(to, office).href)
}

/** Presses what leads to another page, by keyboard, and waits for that; a click would wait for script. @param {Page} tab @param {string} selector */
async function press(tab, selector) {
  await tab.$eval('html', html => { html.dataset.left = 'yes' })
  await tab.focus(selector)
  await tab.keyboard.press('Enter')
  const isThere = () => tab.$eval('html', html => !html.dataset.left && html.ownerDocument.readyState === 'complete').catch(() => false)
  for (let asked = 0; !await isThere(); asked++) {
    if (asked > 400) throw new Error(`${selector} leads nowhere on ${tab.url()}`)
    await new Promise(done => setTimeout(done, 50))
  }
}

const text = (/** @type {Page} */ tab, /** @type {string} */ selector) => tab.$eval(selector, found => /** @type {HTMLElement} */ (found).innerText.trim())
const value = (/** @type {Page} */ tab, /** @type {string} */ selector) => tab.$eval(selector, found => /** @type {HTMLInputElement} */ (found).value)
const picture = (/** @type {Page} */ tab, /** @type {string} */ name) => tab.screenshot({ path: `${pictures}/firefox-${name}.png`, fullPage: true })
const isSideways = (/** @type {Page} */ tab) => tab.evaluate(() => document.documentElement.scrollWidth > innerWidth)

/** The digits of an authenticator (RFC 6238); each counts once, so the next ones are those of the next half minute. @param {Person} person */
function digits(person) {
  const bits = [...person.secret].map(letter => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(Array.from({ length: Math.floor(bits.length / 8) }, (_, i) => parseInt(bits.slice(i * 8, i * 8 + 8), 2)))
  person.last = Math.max(person.last + 1, Math.floor(Date.now() / 30_000) - 1)
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(person.last))
  const hash = createHmac('sha1', key).update(counter).digest()
  return String((hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Uses a one-time link, and sets up a passphrase with an authenticator. @param {Page} tab @param {string} address @param {string} handle */
async function welcome(tab, address, handle) {
  await go(tab, address)
  await press(tab, 'main form button')
  await press(tab, 'form[action="/me/authenticator"] button')
  const person = { tab, handle, secret: (await text(tab, '.secret')).replaceAll(' ', ''), last: 0 }
  await tab.type('#passphrase', passphrase)
  await tab.type('#again', passphrase)
  await tab.type('#code', digits(person))
  await press(tab, 'form[action="/me/passphrase"] button')
  return person
}

/** @param {Person} person @param {Page} tab */
async function signIn(person, tab) {
  await go(tab, '/sign-in')
  await tab.type('#handle', person.handle)
  await tab.type('#passphrase', passphrase)
  await tab.type('#code', digits(person))
  await press(tab, 'form[action="/sign-in"] button')
  return new URL(tab.url()).pathname
}

/** @param {Person} person @param {string} handle @param {string[]} grants */
async function invite({ tab }, handle, ...grants) {
  await go(tab, '/people')
  await tab.type('#handle', handle)
  await tab.type('#name', handle)
  await press(tab, 'form[action="/people"] button')
  const address = await text(tab, '.secret')
  await press(tab, 'main a[href^="/people/"]')
  for (const grant of grants) await tab.click(`input[value="${grant}"]`)
  await press(tab, 'form[action$="/roles"] .main')
  return address
}

/** @param {Page} tab @param {string} desk @param {string} headline */
async function begin(tab, desk, headline) {
  await go(tab, '/new')
  await tab.select('#desk', desk)
  await tab.type('#headline', headline)
  await press(tab, 'main form button')
  return tab.url().split('/m/')[1].split('/')[0]
}

// For a moment after it was given the focus the editor puts its own selection back; nobody is as fast as we are.
const settle = (/** @type {Page} */ tab) => tab.evaluate(() => new Promise(done => setTimeout(() => requestAnimationFrame(done), 40)))
const keys = ['Enter', 'Tab', 'Escape', 'End', 'Backspace', 'ArrowUp', 'ArrowDown', 'ArrowLeft']

/** What is a key's name, or has a plus, is pressed; the rest is typed. @param {Page} tab @param {string[]} all */
async function write(tab, ...all) {
  for (const one of all) {
    await settle(tab)
    if (!keys.includes(one) && !one.includes('+')) {
      await tab.keyboard.type(one)
      continue
    }
    const held = /** @type {import('puppeteer-core').KeyInput[]} */ (one.split('+'))
    for (const key of held) await tab.keyboard.down(key)
    for (const key of held.reverse()) await tab.keyboard.up(key)
  }
}

/** A block of the menu, by keyboard. @param {Page} tab @param {string} name */
async function insert(tab, name) {
  await write(tab, 'Alt+Enter')
  for (let i = 0; i < 20 && await tab.evaluate(() => document.activeElement?.textContent) !== name; i++) await write(tab, 'ArrowDown')
  await write(tab, 'Enter')
}

const written = (/** @type {Page} */ tab) => tab.waitForSelector('#page[contenteditable]')
const saved = (/** @type {Page} */ tab) => tab.waitForFunction(() => /\d/.test(document.getElementById('saved')?.textContent ?? ''))
const shown = (/** @type {Page} */ tab) => tab.$eval('#page', page => [/** @type {HTMLElement} */ (page).innerText, ...[...page.querySelectorAll('input')].map(input => input.value)].join('\n'))

/** Blocks: typed, saved by itself, the same after a reload, from one view to the other, and taken back. @param {Page} tab */
async function blocks(tab) {
  const id = await begin(tab, 'en', 'How to check a page')
  await written(tab)
  await tab.focus('#headline')
  await write(tab, 'Enter', 'A ', 'Control+b', 'strong', 'Control+b', ' word.', 'Enter', 'By key', 'Alt+2', 'End', 'Enter', 'By button')
  await tab.click('[data-do=subhead3]')
  await write(tab, 'End', 'Enter', 'Text.')
  await saved(tab)
  await tab.click('#look summary')
  await tab.waitForFunction(() => document.querySelector('iframe')?.contentDocument?.querySelector('h1'))
  const preview = await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('iframe')?.contentDocument?.querySelector('main')).innerText)
  await picture(tab, 'look')
  await tab.click('#look summary')
  const remarks = await tab.$$eval('#remarks li', all => all.length)

  await tab.focus('#page')
  await write(tab, 'Control+End')
  await insert(tab, 'Picture')
  await write(tab, 'Control+a', 'https://example.org/a.jpg', 'Tab', 'A street at night', 'Tab', 'The street', 'Enter')
  await insert(tab, 'Table')
  await write(tab, 'Place', 'Tab', 'People', 'Tab', 'North', 'Tab', '12', 'Escape', 'Below.')
  // What is looked at beside the text comes while somebody writes.
  await tab.waitForFunction(had => document.querySelectorAll('#remarks li').length > had, {}, remarks)
  const asked = await text(tab, '#remarks')
  await tab.waitForFunction(() => /\d/.test(document.getElementById('saved')?.textContent ?? ''))
  const [typed, before] = [await value(tab, '#text'), await shown(tab)]
  const isCovered = await tab.evaluate(() => {
    const [tools, bar] = ['.tools', '.toolbar'].map(of => /** @type {Element} */ (document.querySelector(of)).getBoundingClientRect())
    return tools.bottom > bar.top + 2 && tools.top < bar.bottom
  })
  await picture(tab, 'blocks')

  await go(tab, `/m/${id}/write?over=yes`)
  await written(tab)
  const again = { text: await value(tab, '#text'), isTheSame: await shown(tab) === before }
  await tab.click('#turn')
  await tab.waitForSelector('#text', { visible: true })
  await write(tab, 'Control+End', 'Enter', 'As text.', 'Enter')
  await tab.click('#turn')
  await tab.waitForFunction(() => !document.getElementById('blocks')?.hidden && document.querySelector('#page')?.textContent?.includes('As text.'))
  const turned = await value(tab, '#text')
  await tab.focus('#page')
  await write(tab, 'Control+End', ' And more.')
  const more = await value(tab, '#text')
  await write(tab, 'Control+z')
  const undone = await value(tab, '#text')
  await saved(tab)
  return { id, preview, asked, isCovered, typed, again, turned, more, undone }
}

/** The same text without script, in the dark. @param {Person} person @param {string} id */
async function still(person, id) {
  const browser = await launch(false)
  try {
    const tab = await listened(await browser.newPage(), false)
    const at = await signIn(person, tab)
    await go(tab, `/m/${id}/write?over=yes`)
    const isPlain = await tab.$eval('#text', field => field.checkVisibility()) && !await tab.$eval('#blocks', room => room.checkVisibility())
    await tab.focus('#text')
    await tab.keyboard.down('Control')
    await tab.keyboard.press('a')
    await tab.keyboard.up('Control')
    await tab.keyboard.type('How to check a page\n\nWritten without script.\n')
    await press(tab, 'button[name=then][value=on]')
    const kept = await value(tab, '#text')
    await picture(tab, 'still')
    await press(tab, '#write .tools .main')
    await press(tab, 'form.step:has([value=Submit]) button')
    return { at, isPlain, kept, stage: await text(tab, '.stage') }
  } finally {
    await browser.close()
  }
}

/** A live story of one, which another publishes. @param {Person} writer @param {Person} first */
async function live({ tab }, { tab: other }) {
  const id = await begin(tab, 'en', 'The count, hour by hour')
  await go(tab, `/m/${id}/live`)
  await press(tab, 'button[value=begin]')
  await tab.type('#headline', 'Doors open')
  await tab.type('#entry', 'The first voters came before dawn.')
  await press(tab, 'button[value=add]')
  const focus = await tab.evaluate(() => document.activeElement?.id)
  await picture(tab, 'live')
  await go(tab, `/m/${id}/comments?at=0`)
  await tab.type('#say', 'Who says so?')
  await press(tab, 'button[value=comment]')
  const comment = await text(tab, '.comment')
  await go(tab, `/m/${id}`)
  await press(tab, 'form.step:has([value=Submit]) button')
  await go(other, `/m/${id}`)
  await press(other, 'form.step:has([value=Pass]) button')
  await press(other, 'form.step:has([value=Publish]) button')
  await picture(other, 'manuscript')
  return { id, focus, comment, said: await text(other, '[role=status]') }
}

/** In Persian on a phone. @param {Page} tab */
async function persian(tab) {
  await go(tab, '/me')
  await tab.select('#language', 'fa')
  await press(tab, 'form[action="/me"] button')
  await tab.setViewport({ width: 390, height: 800 })
  const id = await begin(tab, 'fa', 'چگونه بررسی کنیم')
  await written(tab)
  await tab.focus('#page')
  await write(tab, 'یک پاراگراف', 'Enter')
  await insert(tab, 'جدول')
  await write(tab, 'جا', 'Tab', 'شمار', 'Escape', 'پایان')
  await saved(tab)
  const typed = await value(tab, '#text')
  const { direction, isRight } = await tab.$eval('#page', page => {
    const range = document.createRange(), { left, right } = page.getBoundingClientRect()
    range.selectNodeContents(/** @type {Node} */ (page.querySelector('p')))
    const words = range.getBoundingClientRect()
    return { direction: getComputedStyle(page).direction, isRight: right - words.right < words.left - left }
  })
  const wide = []
  for (const at of [`/m/${id}/write`, '/', '/new', `/m/${id}`, `/m/${id}/live`, `/m/${id}/comments?at=0`, `/m/${id}/history`, '/archive', '/me']) {
    if (tab.url() !== new URL(at, office).href) await go(tab, at)
    if (at.endsWith('/write')) await written(tab)
    if (await isSideways(tab)) wide.push(at)
    await picture(tab, `${at.replace(/\?.*/, '').replace(id, '').replace(/\W+/g, '-')}-fa`)
  }
  return { typed, direction, isRight, wide, dir: await tab.$eval('html', html => html.dir) }
}

const browser = await launch(true)
try {
  const first = await welcome(await listened(await browser.newPage()), link, 'first')
  const writer = await welcome(await listened(await (await browser.createBrowserContext()).newPage()), await invite(first, 'shirin', 'en DeskEditor', 'fa DeskEditor'), 'shirin')
  await go(writer.tab, '/me')
  await press(writer.tab, 'form[action="/sign-out"] button')
  const at = await signIn(writer, writer.tab)
  const written = await blocks(writer.tab)
  const told = { at, blocks: written, live: await live(writer, first), still: await still(writer, written.id), persian: await persian(writer.tab) }
  console.log(JSON.stringify({ version: await browser.version(), ...told, wrong }))
} finally {
  await browser.close()
}
