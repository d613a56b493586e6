// Follows every link within the built site, with the part behind '#', and ends with exit code 1 where one leads nowhere. VitePress itself only
// looks whether there is such a page.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const [site, base] = [resolve(process.argv[2]), process.argv[3]]
const pages = readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html') && file !== '404.html')
const ids = new Map()

function idsOf(file) {
  if (!ids.has(file)) {
    const html = readFileSync(file, 'utf8')
    ids.set(file, new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)))
  }
  return ids.get(file)
}

function problem(page, link) {
  const [path, anchor] = link.split('#')
  let file = !path ? join(site, page) : path.startsWith('/') ? join(site, path.slice(base.length - 1)) : resolve(dirname(join(site, page)), path)
  if (existsSync(file) && statSync(file).isDirectory()) {
    file = join(file, 'index.html')
  }
  if (!existsSync(file)) {
    return 'there is no such page'
  }
  return anchor && file.endsWith('.html') && !idsOf(file).has(decodeURIComponent(anchor)) ? 'there is no such heading' : null
}

let links = 0
let dead = 0
for (const page of pages) {
  for (const [, link] of readFileSync(join(site, page), 'utf8').matchAll(/ (?:href|src)="([^"]+)"/g)) {
    if (!/^[a-z]+:/.test(link)) {
      links++
      const why = problem(page, link.replaceAll('&amp;', '&'))
      if (why) {
        dead++
        console.error(`${relative('.', page)}: ${link}: ${why}`)
      }
    }
  }
}
console.log(`${pages.length} pages, ${links} links, ${dead} dead`)
process.exit(dead ? 1 : 0)
