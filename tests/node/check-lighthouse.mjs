// Lighthouse over some addresses, as it imagines a phone: prints, by address, the scores, what is short of full marks, and the counts that make a page fast.
// usage: node check-lighthouse.mjs BROWSER ADDRESS…
import lighthouse from 'lighthouse'
import puppeteer from 'puppeteer-core'

const [executablePath, ...addresses] = process.argv.slice(2)
const CATEGORIES = ['performance', 'accessibility', 'best-practices']
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const browser = await puppeteer.launch({ executablePath, headless: true, args })

/** @param {string} address */
async function look(address) {
  const port = Number(new URL(browser.wsEndpoint()).port)
  const { lhr: { audits, categories, runtimeError } } = await lighthouse(address, { port, onlyCategories: CATEGORIES, output: 'json', logLevel: 'silent' })
  const requests = audits['network-requests'].details.items
  const weighed = CATEGORIES.slice(1).flatMap(name => categories[name].auditRefs).filter(({ weight }) => weight > 0)
  return {
    error: runtimeError?.message ?? '',
    performance: Math.round(100 * categories.performance.score),
    accessibility: Math.round(100 * categories.accessibility.score),
    bestPractices: Math.round(100 * categories['best-practices'].score),
    short: weighed.filter(({ id }) => audits[id].score !== null && audits[id].score < 1).map(({ id }) => `${id}: ${JSON.stringify(audits[id].details?.items ?? audits[id].title).slice(0, 500)}`),
    hosts: [...new Set(requests.map(({ url }) => new URL(url).host))],
    others: requests.filter(({ resourceType }) => !['Document', 'Image'].includes(resourceType)).map(({ url }) => url),
    requests: requests.length,
    document: requests.find(({ resourceType }) => resourceType === 'Document').transferSize,
    bytes: requests.reduce((sum, { transferSize }) => sum + transferSize, 0),
    blocking: audits['render-blocking-insight'].details?.items?.length ?? 0,
    shift: audits['cumulative-layout-shift'].numericValue,
    elements: audits['dom-size-insight'].details.debugData.totalElements,
    firstPaint: Math.round(audits['first-contentful-paint'].numericValue),
    largestPaint: Math.round(audits['largest-contentful-paint'].numericValue),
    blocked: Math.round(audits['total-blocking-time'].numericValue),
  }
}

try {
  const pages = []
  for (const address of addresses) pages.push(await look(address))
  console.log(JSON.stringify(pages))
} finally {
  await browser.close()
}
