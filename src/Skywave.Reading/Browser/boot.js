/** Opens what a lifeboat holds (docs/900-design.md, section 19). Whatever goes wrong, the file stays what it is without script. */

/** @param {string} code @returns {Promise<void>} */
const run = code => new Promise((done, failed) => {
  const script = document.createElement('script')
  script.src = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  script.onload = () => done(script.remove())
  script.onerror = failed
  document.head.append(script)
})

/** @param {string} text */
const unpack = async text => JSON.parse(await new Response(new Blob([Uint8Array.from(atob(text), c => c.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream('gzip'))).text())

void (async () => {
  const page = '<!doctype html>\n' + document.documentElement.outerHTML, held = await unpack(String(document.getElementById('hold')?.textContent))
  for (const part of held.parts) await run(part)
  await /** @type {any} */ (globalThis).skywave.openBoat(document, held, page, run)
})()
