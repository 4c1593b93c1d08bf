// Which events are shown, and in which order: one state that the search, the lists, the charts and the table share.

const FACETS = {
  kind: {options: () => KINDS, of: row => [row.is.kind], name: say},
  status: {options: () => STATUSES, of: row => [row.is.status], name: say},
  party: {of: row => row.is.parties, name: partyName, code: true},
  source: {of: row => [row.is.source || ''], name: source => source || say('noSource')},
  mark: {options: () => MARKS, of: row => [row.mark], name: say},
};

const COLUMNS = {
  mark: row => MARKS.indexOf(row.mark),
  date: row => row.day,
  kind: row => KINDS.indexOf(row.is.kind),
  status: row => STATUSES.indexOf(row.is.status),
  parties: row => row.is.parties.join(' '),
  event: row => row.is.title || '',
  place: row => (row.is.place && row.is.place.name) || '',
  source: row => row.is.source || '',
};

const Filter = {
  text: '',
  words: [],
  chosen: {kind: new Set(), status: new Set(), party: new Set(), source: new Set(), mark: new Set()},
  pair: null,
  from: '',
  to: '',
  sort: {column: '', isDescending: false},
  view: [],
  listeners: [],

  passes(row, but) {
    for (const facet of Object.keys(FACETS)) {
      const chosen = this.chosen[facet];
      if (facet !== but && chosen.size && !FACETS[facet].of(row).some(value => chosen.has(value))) return false;
    }
    if (this.pair && !this.pair.every(code => row.is.parties.includes(code))) return false;
    if (this.from || this.to) {
      // As on the command line: an event without a date passes no filter of dates.
      const {first, last} = row.span;
      if (!first && !last) return false;
      if (this.from && last && last < this.from) return false;
      if (this.to && first && first > this.to) return false;
    }
    return !this.words.length || this.words.every(word => row.text.includes(word));
  },

  // Counts of a facet's values among the rows that the other filters leave.
  counts(facet) {
    const counts = new Map();
    for (const row of Rows) {
      if (!this.passes(row, facet)) continue;
      for (const value of new Set(FACETS[facet].of(row))) counts.set(value, (counts.get(value) || 0) + 1);
    }
    for (const value of this.chosen[facet]) if (!counts.has(value)) counts.set(value, 0);
    return counts;
  },

  apply() {
    this.words = Fold(this.text).split(/\s+/).filter(Boolean);
    this.view = this.ordered(Rows.filter(row => this.passes(row)));
    for (const run of this.listeners) run();
  },

  ordered(rows) {
    const {column, isDescending} = this.sort;
    if (!column) return rows;
    const key = COLUMNS[column];
    let keys = rows.map(key);
    if (typeof keys[0] === 'string' && column !== 'date' && column !== 'parties') keys = ranks(keys);
    const sign = isDescending ? -1 : 1;
    const order = rows.map((_, i) => i).sort((a, b) => {
      const x = keys[a];
      const y = keys[b];
      if (x === y) return a - b;
      // What is unknown stands last either way.
      if (x === '' || y === '') return x === '' ? 1 : -1;
      return x < y ? -sign : sign;
    });
    return order.map(i => rows[i]);
  },

  sortBy(column) {
    if (this.sort.column !== column) this.sort = {column, isDescending: false};
    else if (!this.sort.isDescending) this.sort = {column, isDescending: true};
    else this.sort = {column: '', isDescending: false};
    this.apply();
    if (this.sort.column) {
      announce(say('sorted', {column: say(column), order: say(this.sort.isDescending ? 'descending' : 'ascending')}));
    }
  },

  clear() {
    for (const chosen of Object.values(this.chosen)) chosen.clear();
    Object.assign(this, {text: '', pair: null, from: '', to: ''});
    byId('search').value = '';
    this.apply();
  },
};

// The order of each text among all, as the language sorts it; the unknown stays ''.
function ranks(texts) {
  const collator = new Intl.Collator('zh-Hans');
  const distinct = [...new Set(texts)].sort(collator.compare);
  const rank = new Map(distinct.map((text, i) => [text, i]));
  return texts.map(text => (text === '' ? '' : rank.get(text)));
}

const FilterBar = {
  openFacet: '',

  start() {
    const search = byId('search');
    search.addEventListener('input', later(60, () => {
      Filter.text = search.value;
      Filter.apply();
    }));
    for (const end of ['from', 'to']) {
      byId(end).addEventListener('change', () => {
        Filter[end] = byId(end).value;
        Filter.apply();
      });
    }
    byId('filters-open').addEventListener('click', () => {
      const isOpen = byId('filters').classList.toggle('is-open');
      byId('filters-open').setAttribute('aria-expanded', isOpen);
    });
    byId('sort').addEventListener('change', event => {
      const [column, order] = event.target.value.split(' ');
      Filter.sort = {column, isDescending: order === 'down'};
      Filter.apply();
    });
    document.addEventListener('pointerdown', event => {
      if (this.openFacet && !event.target.closest('.facet-box')) this.close();
    });
    Filter.listeners.push(() => this.refresh());
    this.words();
  },

  words() {
    const boxes = Object.keys(FACETS).map(facet => make('div.facet-box', {data: {facet}},
      make('button.facet', {ariaExpanded: 'false', ariaHaspopup: 'dialog', onclick: () => this.toggle(facet)}, make('span', {}, say(facet)), make('span.badge', {hidden: true}))));
    byId('facet-list').replaceChildren(...boxes);
    const options = [make('option', {value: ' '}, '—')];
    for (const column of Object.keys(COLUMNS)) {
      options.push(make('option', {value: column + ' up'}, say(column) + ' ↑'), make('option', {value: column + ' down'}, say(column) + ' ↓'));
    }
    byId('sort').replaceChildren(...options);
    this.openFacet = '';
    this.refresh();
  },

  toggle(facet) {
    const wasOpen = this.openFacet === facet;
    this.close();
    if (!wasOpen) this.open(facet);
  },

  close(andFocus) {
    if (!this.openFacet) return;
    const box = document.querySelector(`.facet-box[data-facet="${this.openFacet}"]`);
    box.querySelector('.menu')?.remove();
    const button = box.querySelector('button');
    button.setAttribute('aria-expanded', 'false');
    if (andFocus) button.focus();
    this.openFacet = '';
  },

  open(facet) {
    const box = document.querySelector(`.facet-box[data-facet="${facet}"]`);
    const {options, name, code} = FACETS[facet];
    const counts = Filter.counts(facet);
    const values = options ? options().filter(value => counts.has(value)) : [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
    const items = values.map(value => {
      const check = make('input', {type: 'checkbox', checked: Filter.chosen[facet].has(value), onchange: event => {
        if (event.target.checked) Filter.chosen[facet].add(value);
        else Filter.chosen[facet].delete(value);
        Filter.apply();
      }});
      const text = name(value);
      return {element: make('li', {}, make('label', {}, check,
        facet === 'kind' ? make('i.dot.' + value, {ariaHidden: 'true'}) : '',
        make('span.option', {}, facet === 'source' ? chinese(text) : text, code && text !== value ? make('small', {}, value) : ''),
        make('span.n', {}, number(counts.get(value))))), text: Fold(value + ' ' + text + ' ' + (code ? (Names.parties[value] || []).join(' ') : ''))};
    });
    const list = make('ul', {}, items.map(item => item.element));
    const menu = make('div.menu', {role: 'dialog', ariaLabel: say(facet), onkeydown: event => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close(true);
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const all = [...menu.querySelectorAll('input')].filter(input => input.offsetParent);
        const at = all.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
        if (all[at]) {
          event.preventDefault();
          all[at].focus();
        }
      }
    }});
    if (items.length > 8) {
      menu.append(make('input', {type: 'search', placeholder: say('find'), ariaLabel: say('find'), oninput: event => {
        const wanted = Fold(event.target.value);
        for (const item of items) item.element.hidden = !item.text.includes(wanted);
      }}));
    }
    menu.append(list);
    box.append(menu);
    box.querySelector('button').setAttribute('aria-expanded', 'true');
    this.openFacet = facet;
    menu.querySelector('input')?.focus();
    const over = menu.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
    if (over > 0) menu.style.marginLeft = -over + 'px';
  },

  refresh() {
    for (const box of document.querySelectorAll('.facet-box')) {
      const badge = box.querySelector('.badge');
      const n = Filter.chosen[box.dataset.facet].size;
      badge.hidden = n === 0;
      badge.textContent = n ? number(n) : '';
    }
    byId('from').value = Filter.from;
    byId('to').value = Filter.to;
    byId('sort').value = Filter.sort.column ? Filter.sort.column + (Filter.sort.isDescending ? ' down' : ' up') : ' ';
    const tokens = [];
    const token = (text, drop) => tokens.push(make('button.token', {ariaLabel: say('remove') + ' ' + text, onclick: () => {
      drop();
      Filter.apply();
    }}, text, make('span', {ariaHidden: 'true'}, '×')));
    for (const [facet, chosen] of Object.entries(Filter.chosen)) {
      for (const value of chosen) token(FACETS[facet].name(value), () => chosen.delete(value));
    }
    if (Filter.pair) token(say('pair', {a: partyName(Filter.pair[0]), b: partyName(Filter.pair[1])}), () => { Filter.pair = null; });
    if (Filter.from || Filter.to) {
      token((Filter.from || '…') + ' – ' + (Filter.to || '…'), () => { Filter.from = Filter.to = ''; });
    }
    if (tokens.length || Filter.words.length) tokens.push(make('button.quiet', {onclick: () => Filter.clear()}, say('clear')));
    if (tokens.length && byId('view-table').hidden) tokens.push(make('button.link', {onclick: () => Page.show('table')}, say('seeTable')));
    byId('active').replaceChildren(...tokens);
    const all = number(Rows.length);
    const text = Filter.view.length === Rows.length ? say('countAll', {all}) : say('countSome', {some: number(Filter.view.length), all});
    if (byId('count').textContent !== text) {
      byId('count').textContent = text;
      announce(text);
    }
  },
};
