import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const docs = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

// Where files outside of docs can be seen, such as https://example.org/palindrome/blob/main; without it they are named, and are no links.
const repository = process.env.PALINDROME_REPOSITORY_URL?.replace(/\/$/, '')

/** As GitHub makes anchors of headings, so that one link does for both; Page.java in samples/outcomes does the same. */
function slugify(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replace(/ /g, '-')
}

function titleOf(page) {
  return readFileSync(join(docs, page), 'utf8').match(/^# (.+)$/m)[1]
}

function item(page, text) {
  return { text: text ?? titleOf(page), link: '/' + page.replace(/README\.md$/, '').replace(/\.md$/, '') }
}

/** The groups of the sidebar are the headings of docs/README.md, their pages those that it links to, in its order. */
function sidebar() {
  const groups = []
  const seen = new Set()
  for (const line of readFileSync(join(docs, 'README.md'), 'utf8').split('\n')) {
    const heading = line.match(/^## (.+)$/)
    if (heading) {
      groups.push({ text: heading[1], collapsed: false, items: [] })
    }
    for (const [, page] of line.matchAll(/\]\(([\w/.-]+\.md)(?:#[\w-]+)?\)/g)) {
      if (!page.startsWith('..') && !seen.has(page)) {
        seen.add(page)
        groups.at(-1).items.push(titleOf(page) === groups.at(-1).text ? item(page, 'Overview') : item(page))
      }
    }
  }
  const findings = readdirSync(join(docs, 'findings')).filter((file) => file.startsWith('PAL-')).sort()
  groups.push({
    text: 'Findings, one by one',
    collapsed: true,
    items: findings.map((file) => item('findings/' + file)),
  })
  return groups
}

/** Links to files of the repository that are no pages, and to a folder's first page, which the site calls index. */
function links(md) {
  const render = md.renderer.rules.link_open ?? ((tokens, index, options, env, self) => self.renderToken(tokens, index, options))
  md.core.ruler.push('links', (state) => {
    for (const block of state.tokens.filter((token) => token.type === 'inline')) {
      const open = []
      for (const token of block.children) {
        if (token.type === 'link_open') {
          open.push(token)
          lead(token, state.env)
        } else if (token.type === 'link_close' && open.pop()?.tag === 'span') {
          token.tag = 'span'
        }
      }
    }
  })
  md.renderer.rules.link_open = (tokens, index, options, env, self) =>
    tokens[index].tag === 'span' ? self.renderToken(tokens, index, options) : render(tokens, index, options, env, self)
}

function lead(token, env) {
  const href = token.attrGet('href')
  if (/^(?:[a-z]+:|#|\/)/.test(href)) {
    return
  }
  const file = resolve(dirname(env.realPath ?? env.path), href.replace(/#.*/, ''))
  const page = relative(docs, file)
  if (!page.startsWith('..') && page.endsWith('.md')) {
    token.attrSet('href', href.replace(/README\.md(?=#|$)/, 'index.md'))
    return
  }
  statSync(file) // a dead link ends the build
  if (repository) {
    token.attrSet('href', repository + '/' + relative(resolve(docs, '..'), file) + (href.match(/#.*/)?.[0] ?? ''))
  } else {
    token.tag = 'span'
    token.attrs = [['title', relative(resolve(docs, '..'), file)]]
  }
}

/** The pages lie outside of this folder, and would not find what is installed in it. */
function installedHere() {
  return {
    name: 'installed-here',
    enforce: 'pre',
    resolveId(id, importer) {
      return /^vue(?:\/|$)/.test(id) && importer?.endsWith('.md')
        ? this.resolve(id, fileURLToPath(import.meta.url), { skipSelf: true })
        : null
    },
  }
}

export default defineConfig({
  title: 'Palindrome',
  description: 'Verifies PostgreSQL migrations: a good migration reads the same forwards and backwards.',
  lang: 'en',
  base: process.env.PALINDROME_SITE_BASE ?? '/',
  srcDir: '..',
  srcExclude: ['site/**'],
  rewrites: (page) => page.replace(/(^|\/)README\.md$/, '$1index.md'),
  cleanUrls: false,
  lastUpdated: false,
  markdown: {
    anchor: { slugify },
    config: links,
  },
  vite: { plugins: [installedHere()] },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: sidebar(),
    nav: [
      { text: 'Quick start', link: '/quick-start' },
      { text: 'How to', link: '/how-to/' },
      { text: 'Findings', link: '/findings/' },
      { text: 'Command line', link: '/command-line' },
    ],
    ...(repository ? { socialLinks: [{ icon: 'git', link: repository.replace(/\/blob\/.*$/, '') }] } : {}),
  },
})
