
'use strict';
// Filters, keys and buttons for a page that can be read without them.
(() => {
  const findings = [...document.querySelectorAll('.finding')];
  const groups = [...document.querySelectorAll('.group')];
  const toolbar = document.querySelector('.toolbar');
  const keys = document.getElementById('keys');
  let current = null;

  for (const block of document.querySelectorAll('.copy')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    block.append(button);
  }

  document.addEventListener('click', async event => {
    const button = event.target.closest('.copy button');
    if (!button) return;
    const code = button.parentElement.querySelector('code');
    button.textContent = await copied(code) ? 'Copied' : 'Selected';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });

  // Some browsers give pages from a file no clipboard: then the text is selected, for the reader's own keys.
  async function copied(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(code);
      return false;
    }
  }

  // A link to a finding leads there although it is folded or filtered away.
  function reveal() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.hidden || target.closest('[hidden]')) reset();
    const details = target.querySelector(':scope > details');
    if (details) details.open = true;
    target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);

  if (!toolbar) return;
  toolbar.hidden = false;
  const search = document.getElementById('q');
  const selects = [...toolbar.querySelectorAll('select')];
  const count = toolbar.querySelector('.count');
  const noMatch = document.querySelector('.no-match');
  const fold = document.getElementById('fold');
  const texts = new Map();

  function text(finding) {
    if (!texts.has(finding)) {
      const heading = finding.closest('.group').querySelector('h3').textContent;
      texts.set(finding, (heading + ' ' + finding.textContent).toLowerCase());
    }
    return texts.get(finding);
  }

  function value(finding, key) {
    return key === 'status' ? finding.closest('.group').dataset.status : finding.dataset[key];
  }

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = selects.filter(select => select.value);
    let shown = 0;
    for (const finding of findings) {
      const fits = wanted.every(select => value(finding, select.dataset.key) === select.value)
          && words.every(word => text(finding).includes(word));
      finding.hidden = !fits;
      if (fits) shown++;
    }
    for (const group of groups) group.hidden = !group.querySelector('.finding:not([hidden])');
    noMatch.hidden = shown > 0;
    const all = `${findings.length} finding${findings.length === 1 ? '' : 's'}`;
    count.textContent = shown === findings.length ? all : `${shown} of ${all}`;
  }

  function reset() {
    search.value = '';
    for (const select of selects) select.value = '';
    filter();
  }

  function step(by) {
    const shown = findings.filter(finding => !finding.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    current = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by))];
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: 'start' });
  }

  let waiting = 0;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  for (const select of selects) select.addEventListener('change', filter);
  document.addEventListener('focusin', event => { current = event.target.closest('.finding') || current; });

  fold.addEventListener('click', () => {
    const open = fold.textContent !== 'Fold all';
    for (const finding of findings) finding.firstElementChild.open = open;
    fold.textContent = open ? 'Fold all' : 'Unfold all';
  });
  document.getElementById('help').addEventListener('click', () => keys.showModal());

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.key === 'Escape') {
      reset();
      search.blur();
    } else if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      return;
    } else if (event.key === '/') {
      search.focus();
      search.select();
    } else if (event.key === 'j') {
      step(1);
    } else if (event.key === 'k') {
      step(-1);
    } else if (event.key === 'x' && current) {
      current.firstElementChild.open = !current.firstElementChild.open;
    } else if (event.key === '?') {
      keys.showModal();
    } else {
      return;
    }
    event.preventDefault();
  });

  // What was printed should show all, whatever was folded.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => { for (const details of folded) details.open = false; });

  // A browser keeps what was typed when the page is loaded again.
  filter();
  reveal();
})();
