// What Word, Google Docs and web pages put around a text; of the rest, the editor's schema keeps what it has.

const gone = /<!--.*?-->|<(style|script|head|title|o:p)\b.*?<\/\1>|<\/?(?:o|w|v):[^>]*>/gis
const item = /<p\b[^>]*MsoList[^>]*>(.*?)<\/p>/gis
const bullet = /<span\b[^>]*mso-list:\s*ignore[^>]*>(?:<span\b.*?<\/span>|.)*?<\/span>/gis

/** A page's HTML, as the schema is to read it. */
export const pasted = html => html.replace(gone, '')
  // Word's lists are paragraphs with a sign before them.
  .replace(item, (_, inner) => `<ul><li>${inner.replace(bullet, '')}</li></ul>`)
  .replace(/<\/ul>\s*<ul>/gi, '')
  .replace(/<br\b[^>]*>\s*<br\b[^>]*>/gi, '</p><p>').replace(/<br\b[^>]*>/gi, ' ')
  .replace(/<[a-z][^>]*>/gi, tag => tag.replace(/\sstyle=/gi, ' data-style='))
