// A browser as its reader has it, with a profile on disk, in which "keep working when blocked" is pressed and news are read. Puppeteer lets go of service workers, so here they are replaced as a reader's are.
// usage: node check-keeping.mjs INPUT.json   {"browser":"chrome"|"firefox","path":"<program>","profile":"<folder>","prefs":{…},"steps":[…]}
// steps: {"keep":"<address of keep.html>","says":"<words>"} {"read":"<address>"} {"stay":<ms>} {"tell":"<address>"} {"leave":true} {"press":"<selector>","at":"<address>","says":"<words>"} {"alerts":<how many>}; what each saw is printed as one JSON array
import { readFileSync } from 'node:fs'
import puppeteer from 'puppeteer-core'

const { browser: kind, path, profile, prefs: own, steps } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const prefs = { 'app.update.enabled': false, 'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false, ...own }
const args = kind === 'chrome' ? ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'] : []
const browser = await puppeteer.launch({ browser: kind, executablePath: path, headless: true, userDataDir: profile, args, extraPrefsFirefox: prefs })
let [tab] = await browser.pages()
const begun = Date.now()
// From a page's first moment on: on a busy machine another worker has taken it over before anybody asks.
await tab.evaluateOnNewDocument(() => navigator.serviceWorker?.addEventListener('controllerchange', () => { /** @type {any} */ (window).isTakenOver = true }))

/** What stands there now: the worker's sentence, the article, everything, and whether a warning does. */
const look = () => tab.evaluate(() => {
  const text = (/** @type {string} */ of) => /** @type {HTMLElement | null} */ (document.querySelector(of))?.innerText ?? ''
  return { said: text('main > [role=status]'), article: text('article'), body: text('body'), isWarned: document.querySelector('#warning')?.checkVisibility() ?? false }
})

const acts = {
  async keep(/** @type {string} */ address, /** @type {any} */ { says }) {
    await tab.goto(address)
    await tab.click('#keep')
    await tab.waitForFunction(words => document.getElementById('said')?.textContent?.includes(words), { timeout: 60_000 }, says)
    const hasPage = () => tab.evaluate(async () => {
      for (const name of await caches.keys()) if ((await (await caches.open(name)).keys()).some(({ url }) => url.includes('.kept/page/'))) return true
      return false
    })
    for (let asked = 0; asked < 100 && !await hasPage(); asked++) await new Promise(done => setTimeout(done, 200))
    return { hasPage: await hasPage() }
  },
  async read(/** @type {string} */ address) {
    const asked = Date.now(), failed = await tab.goto(address, { timeout: 60_000 }).then(() => '', String)
    return { failed, ms: Date.now() - asked, ...await look() }
  },
  /** Leaves the page open and tells when it was warned, and when another worker took it over. */
  async stay(/** @type {number} */ ms) {
    const seen = await tab.evaluate(async most => {
      const begun = Date.now(), first = navigator.serviceWorker.controller
      // A page that the old one brought can be the other's from its first moment, and then nothing changes: the other one brings a picture that nobody else has.
      const isAnothers = () => new Promise(done => Object.assign(new Image(), { onload: () => done(true), onerror: () => done(false), src: `/whose.svg?${Date.now()}` }))
      const isFromTheFirst = await isAnothers()
      let warned = -1, taken = isFromTheFirst ? 0 : -1
      while (Date.now() - begun < most && (warned < 0 || taken < 0)) {
        if (warned < 0 && document.querySelector('#warning')?.checkVisibility()) warned = Date.now() - begun
        if (taken < 0 && (/** @type {any} */ (window).isTakenOver || navigator.serviceWorker.controller !== first)) taken = Date.now() - begun
        await new Promise(done => setTimeout(done, 50))
      }
      const registration = await navigator.serviceWorker.getRegistration()
      return { warned, taken, isWaiting: Boolean(registration?.waiting) }
    }, ms)
    return { ...await look(), ...seen }
  },
  /** Presses a button of a page and waits for what it says. */
  async press(/** @type {string} */ selector, /** @type {any} */ { at, says }) {
    if (at) await tab.goto(at)
    await tab.waitForSelector(selector, { visible: true, timeout: 30_000 })
    await tab.click(selector)
    await tab.waitForFunction(words => document.body.innerText.includes(words), { timeout: 60_000 }, says)
    return { isOn: await tab.evaluate(async () => Boolean(await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription())) }
  },
  /** Waits until so many alerts stand on the screen, and tells what they say. */
  async alerts(/** @type {number} */ most) {
    const shown = () => tab.evaluate(async () => (await (await navigator.serviceWorker.getRegistration())?.getNotifications() ?? []).map(({ title, body, tag, lang, dir }) => ({ title, body, tag, lang, dir })))
    for (let asked = 0; asked < 150 && (await shown()).length < most; asked++) await new Promise(done => setTimeout(done, 200))
    return { shown: await shown() }
  },
  /** Whoever stands behind an address is told something: the test's own doing. */
  tell: async (/** @type {string} */ address) => ({ status: (await fetch(address)).status }),
  /** The last page is closed. */
  async leave() {
    const next = await browser.newPage()
    await tab.close()
    tab = next
    await new Promise(done => setTimeout(done, 1000))
    return {}
  },
}

try {
  const seen = []
  for (const step of steps) {
    const [act] = /** @type {(keyof typeof acts)[]} */ (Object.keys(step))
    seen.push({ act, at: Date.now() - begun, .../** @type {any} */ (await acts[act](step[act], step)) })
  }
  console.log(JSON.stringify({ version: await browser.version(), seen }))
} finally {
  await browser.close()
}
