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
