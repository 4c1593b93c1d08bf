// The table: only the rows in sight exist. On a narrow screen each row is a card.

const NARROW = matchMedia('(max-width: 699px)');
// Too narrow for two panes: the detail lies over the table.
const COVERED = matchMedia('(max-width: 999px)');

const Table = {
  // The event that the keys act on.
  current: null,
  made: new Map(),
  height: 56,

  start() {
    const grid = byId('grid');
    grid.addEventListener('scroll', () => this.draw(), {passive: true});
    new ResizeObserver(() => this.measure()).observe(grid);
    grid.addEventListener('keydown', event => this.key(event));
    grid.addEventListener('focus', () => {
      // By key: a press of the pointer is about to choose its own row.
      if (!this.current && Filter.view.length && grid.matches(':focus-visible')) this.go(0, false);
    });
    byId('rows').addEventListener('click', event => {
      const element = event.target.closest('[role=row]');
      if (!element) return;
      const row = Filter.view[+element.dataset.at];
      this.current = row;
      Detail.open(row);
      this.draw(true);
    });
    NARROW.addEventListener('change', () => this.measure());
    Filter.listeners.push(() => this.refresh());
    Marks.changed.push(() => this.draw(true));
    this.words();
  },

  words() {
    const heads = Object.keys(COLUMNS).map(column => make('div.' + column, {role: 'columnheader', data: {column}},
      make('button', {onclick: () => Filter.sortBy(column), title: say(column), tabIndex: 0}, make('span', {}, say(column)), make('span.arrow', {ariaHidden: 'true'}))));
    byId('heads').replaceChildren(...heads);
    byId('none').textContent = say('noMatch');
    this.refresh(true);
  },

  refresh(isSame) {
    for (const head of byId('heads').children) {
      const isSorted = Filter.sort.column === head.dataset.column;
      head.setAttribute('aria-sort', isSorted ? (Filter.sort.isDescending ? 'descending' : 'ascending') : 'none');
      head.querySelector('.arrow').textContent = isSorted ? (Filter.sort.isDescending ? '↓' : '↑') : '';
    }
    byId('grid').setAttribute('aria-rowcount', Filter.view.length + 1);
    byId('none').hidden = Filter.view.length > 0;
    if (!isSame) byId('grid').scrollTop = 0;
    if (this.current && !Filter.view.includes(this.current)) this.current = null;
    this.measure();
  },

  measure() {
    this.height = NARROW.matches ? 124 : 56;
    // Browsers draw no element higher than some 16 million pixels; 100,000 cards stay below that.
    byId('rows').style.height = Filter.view.length * this.height + 'px';
    this.draw(true);
  },

  draw(isAnew) {
    const grid = byId('grid');
    const rows = byId('rows');
    const top = Math.max(0, grid.scrollTop - rows.offsetTop);
    const first = Math.max(0, Math.floor(top / this.height) - 6);
    const last = Math.min(Filter.view.length, Math.ceil((top + grid.clientHeight) / this.height) + 6);
    if (isAnew) {
      rows.replaceChildren();
      this.made.clear();
    }
    for (const [at, element] of this.made) {
      if (at < first || at >= last) {
        element.remove();
        this.made.delete(at);
      }
    }
    let after = null;
    for (let at = last - 1; at >= first; at -= 1) {
      let element = this.made.get(at);
      if (!element) {
        element = this.row(Filter.view[at], at);
        this.made.set(at, element);
        rows.insertBefore(element, after);
      }
      after = element;
    }
    const currentAt = this.current ? Filter.view.indexOf(this.current) : -1;
    if (this.made.has(currentAt)) grid.setAttribute('aria-activedescendant', 'row-' + this.current.index);
    else grid.removeAttribute('aria-activedescendant');
  },

  row(row, at) {
    const event = row.is;
    const isCurrent = row === this.current;
    const evidence = (event.evidence && event.evidence[0] && event.evidence[0].text) || '';
    const cell = (column, ...children) => make('div.' + column, {role: 'gridcell'}, ...children);
    const element = make('div.row' + (isCurrent ? '.is-current' : '') + '.is-' + row.mark, {
      role: 'row', id: 'row-' + row.index, ariaRowindex: at + 2, ariaSelected: isCurrent, data: {at},
    },
    cell('mark', make('span.sign.' + row.mark, {title: say(row.mark)}, make('span.unseen', {}, say(row.mark)))),
    cell('date', event.date ? make('span', {title: event.date}, dateWords(event.date).split(' ').flatMap((part, i) => [i ? ' ' : '', make('span.whole', {}, part)])) : make('span.faint', {}, say('noDate'))),
    cell('kind', make('i.dot.' + event.kind, {ariaHidden: 'true'}), say(event.kind)),
    cell('status', make('span.state.' + event.status, {}, say(event.status))),
    cell('parties', event.parties.map(code => make('abbr', {title: partyName(code)}, code))),
    cell('event', marked(event.title || '', 'span.title'), marked(evidence, 'span.snippet')),
    cell('place', event.place ? chinese(event.place.name || event.place.country) : ''),
    cell('source', chinese(event.source || '')));
    element.style.transform = `translateY(${at * this.height}px)`;
    return element;
  },

  go(at, andScroll = true) {
    if (!Filter.view.length) return;
    at = Math.max(0, Math.min(Filter.view.length - 1, at));
    this.current = Filter.view[at];
    const grid = byId('grid');
    const head = NARROW.matches ? 0 : byId('heads').offsetHeight;
    if (andScroll) {
      const top = byId('rows').offsetTop + at * this.height;
      if (top - head < grid.scrollTop) grid.scrollTop = top - head;
      else if (top + this.height > grid.scrollTop + grid.clientHeight) grid.scrollTop = top + this.height - grid.clientHeight;
    }
    this.draw(true);
    if (Detail.row) Detail.open(this.current, false);
  },

  step(by) { this.go((this.current ? Filter.view.indexOf(this.current) : -1) + by); },

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== byId('grid')) return;
    const page = Math.max(1, Math.floor(byId('grid').clientHeight / this.height) - 2);
    const acts = {
      ArrowDown: () => this.step(1), j: () => this.step(1), ArrowUp: () => this.step(-1), k: () => this.step(-1),
      PageDown: () => this.step(page), PageUp: () => this.step(-page),
      Home: () => this.go(0), End: () => this.go(Filter.view.length - 1),
      Enter: () => this.current && Detail.open(this.current), ' ': () => this.current && Detail.open(this.current),
      a: () => this.mark('accepted'), r: () => this.mark('rejected'), u: () => this.mark('open'),
      c: () => {
        if (!this.current) return;
        Detail.open(this.current);
        Detail.edit();
      },
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  },

  // Marks the event and goes on to the next, as one does with a pile of paper.
  mark(mark) {
    const row = this.current;
    if (!row || row.mark === 'added') return;
    Marks.set(row, mark);
    if (mark !== 'open' && Filter.view[Filter.view.length - 1] !== row) this.step(1);
    else if (Detail.row) Detail.open(row, false);
  },
};

// Text with what is searched for marked in it.
function marked(text, what) {
  const shown = plain(text);
  const element = make(what, {lang: 'zh', dir: 'auto'});
  const folded = Filter.words.length ? Fold(shown) : '';
  const hits = [];
  if (folded.length === shown.length) {
    for (const word of Filter.words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) hits.push([at, at + word.length]);
    }
  }
  hits.sort((a, b) => a[0] - b[0]);
  let end = 0;
  for (const [from, to] of hits) {
    if (from < end) continue;
    element.append(shown.slice(end, from), make('mark', {}, shown.slice(from, to)));
    end = to;
  }
  element.append(shown.slice(end));
  return element;
}
