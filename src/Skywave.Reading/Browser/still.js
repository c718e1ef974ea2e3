/** Pictures are not in the file, and a link to another page of the edition opens here. @param {DocumentFragment} content @param {string} path */
export function still(content, path) {
  for (const media of content.querySelectorAll('picture, img, audio, video')) {
    const alt = (media.matches('img') ? media : media.querySelector('img'))?.getAttribute('alt')
    media.replaceWith(alt ? `[${alt}]` : '')
  }
  for (const link of content.querySelectorAll('a[href]')) {
    const href = String(link.getAttribute('href'))
    if (/^(https?:|mailto:|#)/.test(href)) continue
    link.setAttribute('data-path', new URL(href, 'http://edition/' + path).pathname.slice(1))
    link.setAttribute('href', '#')
  }
}

/** A story's line in a lifeboat's list. @param {Document} document @param {import('./documents.js').FrontItem} item @param {(Node | null | undefined)[]} under what stands below its headline @param {boolean} [leads] whether the headline leads to its text */
export function lineOf(document, item, under, leads = true) {
  const line = document.createElement('li'), box = document.createElement('div'), title = document.createElement('h2'), link = document.createElement('a')
  if (leads) link.href = '#' + item.article
  link.dataset.path = item.path
  link.textContent = item.headline
  title.append(link)
  box.append(title, ...under.filter(node => node != null))
  line.append(box)
  return line
}
