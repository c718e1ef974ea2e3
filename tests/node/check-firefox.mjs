// Debian's Firefox over WebDriver BiDi: what it shows of some pages, of a search and of a lifeboat, and whatever it complains of.
// usage: node check-firefox.mjs BROWSER INPUT.json   {"script":true,"pages":["<address>"],"search":"<address>","word":"<word>","boat":"<address>"}; all but pages may be missing
import { readFileSync } from 'node:fs'
import puppeteer from 'puppeteer-core'

const [executablePath, input] = process.argv.slice(2)
const { script, pages, search, word, boat } = JSON.parse(readFileSync(input, 'utf8'))
const prefs = { 'javascript.enabled': script, 'app.update.enabled': false, 'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false }
const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true, extraPrefsFirefox: prefs })
/** @type {string[]} */
const wrong = []

/** @param {string} address */
async function open(address) {
  const tab = await browser.newPage()
  tab.on('console', line => wrong.push(`${address}: ${line.type()}: ${line.text()}`))
  tab.on('pageerror', error => wrong.push(`${address}: ${error}`))
  tab.on('requestfailed', request => wrong.push(`${address}: ${request.url()}: ${request.failure()?.errorText}`))
  // Told through the console, which is listened to: what a policy forbids makes no other sound here.
  if (script) await tab.evaluateOnNewDocument(() => addEventListener('securitypolicyviolation', told => console.error(`policy: ${told.violatedDirective}: ${told.blockedURI}`)))
  await tab.goto(address)
  return tab
}

/** @param {import('puppeteer-core').Page} tab @param {string} selector */
const text = (tab, selector) => tab.$eval(selector, found => /** @type {HTMLElement} */ (found).innerText.trim())

/** @param {string} address */
async function read(address) {
  const tab = await open(address)
  const [lang, dir] = await tab.$eval('html', html => [html.lang, html.dir])
  const page = { headline: await text(tab, 'h1'), main: (await text(tab, 'main')).length, lang, dir }
  await tab.close()
  return page
}

async function find() {
  const tab = await open(search)
  await tab.type('#words', word)
  await tab.keyboard.press('Enter')
  await tab.waitForSelector('#found a', { timeout: 60_000 })
  const found = await tab.$$eval('#found a', links => links.map(link => link.textContent))
  await tab.close()
  return found
}

async function sail() {
  const tab = await open(boat)
  const saying = (/** @type {string} */ words) => tab.waitForFunction(of => document.getElementById('state')?.textContent?.includes(of), { timeout: 60_000 }, words)
  if (!script) return { still: await text(tab, '#still'), first: await text(tab, '#texts h1') }
  await saying('Authentic, as of')
  await tab.click('#list a')
  await tab.waitForSelector('#shown h1')
  const baked = await text(tab, '#shown h1')
  await tab.click('#look')
  await saying('the newest we know of')
  const said = await text(tab, '#state')
  await tab.click('#list a')
  await tab.waitForFunction(of => document.querySelector('#shown h1')?.textContent !== of, { timeout: 60_000 }, baked)
  const newest = await text(tab, '#shown h1')
  const hasSubtle = await tab.evaluate(() => isSecureContext && crypto.subtle !== undefined)
  await tab.close()
  return { baked, said, newest, hasSubtle }
}

try {
  const shown = []
  for (const address of pages) shown.push(await read(address))
  console.log(JSON.stringify({ version: await browser.version(), pages: shown, found: search ? await find() : [], boat: boat ? await sail() : null, wrong }))
} finally {
  await browser.close()
}
