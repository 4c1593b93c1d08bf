// The page comes to life.

const Page = {
  tabs: ['table', 'timeline', 'matrix'],

  start() {
    let language = null;
    try {
      language = localStorage.getItem('chancery-language');
    } catch {
      // Without storage the browser's language decides each time.
    }
    Language.choose(language in WORDS ? language : /^zh\b/i.test(navigator.language) ? 'zh' : 'en');
    Marks.load();
    Marks.changed.push(() => this.progress());
    Filter.view = Rows;
    this.words();
    Tip.start();
    Table.start();
    FilterBar.start();
    Timeline.start();
    Matrix.start();
    Detail.start();
    this.codes();
    Filter.apply();
    this.keys();
    this.show('table');
    addEventListener('pagehide', () => Marks.store());
    if (!Marks.isStored) toast(say('notStored'));
    performance.measure('interactive');
  },

  words() {
    for (const element of document.querySelectorAll('[data-word]')) element.textContent = say(element.dataset.word);
    for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', say(element.dataset.label));
    for (const element of document.querySelectorAll('[data-hint]')) element.placeholder = say(element.dataset.hint);
    const other = byId('language');
    other.textContent = say('language');
    other.lang = Language.other === 'zh' ? 'zh-Hans' : 'en';
    other.setAttribute('aria-label', say('languageName'));
    document.title = say('name') + ' · Chancery';
    const parties = new Set(Rows.flatMap(row => row.was.parties));
    byId('summary').textContent = say('summary', {events: number(Rows.length), articles: number(Headlines.length), parties: number(parties.size)});
    byId('help').replaceChildren(
      make('h2', {id: 'help-title'}, say('keysTitle')),
      make('dl.keys', {}, WORDS[Language.name].keyList.map(([key, what]) => make('div', {}, make('dt', {}, make('kbd', {}, key)), make('dd', {}, what)))),
      make('p.note', {}, say('helpNote') + ' ' + say(Marks.isStored ? 'stored' : 'notStored')),
      make('form', {method: 'dialog'}, make('button.primary', {}, say('close'))));
    this.progress();
  },

  progress() {
    const done = Marks.done;
    byId('bar').style.width = (Rows.length ? (done / Rows.length) * 100 : 0) + '%';
    byId('marked').textContent = say('markedCount', {done: number(done), all: number(Rows.length)});
  },

  // For the inputs that take a party's code.
  codes() {
    document.body.append(make('datalist', {id: 'codes'}, Object.entries(Names.parties).map(([code, [name]]) => make('option', {value: code, label: name}))));
  },

  show(tab) {
    for (const name of this.tabs) {
      const isShown = name === tab;
      byId('tab-' + name).setAttribute('aria-selected', isShown);
      byId('tab-' + name).tabIndex = isShown ? 0 : -1;
      byId('view-' + name).hidden = !isShown;
    }
    // The charts want the width.
    if (tab !== 'table' && Detail.row) Detail.close();
    FilterBar.refresh();
    if (tab === 'table') Table.measure();
    if (tab === 'timeline') Timeline.show();
    if (tab === 'matrix') Matrix.show();
  },

  keys() {
    for (const name of this.tabs) byId('tab-' + name).addEventListener('click', () => this.show(name));
    byId('tabs').addEventListener('keydown', event => {
      const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (!by) return;
      event.preventDefault();
      const at = this.tabs.findIndex(name => byId('tab-' + name).getAttribute('aria-selected') === 'true');
      const next = this.tabs[(at + by + this.tabs.length) % this.tabs.length];
      this.show(next);
      byId('tab-' + next).focus();
    });
    byId('download').addEventListener('click', () => Marks.download());
    byId('help-open').addEventListener('click', () => byId('help').showModal());
    byId('language').addEventListener('click', () => {
      Language.choose(Language.other);
      try {
        localStorage.setItem('chancery-language', Language.name);
      } catch {
        // It holds until the page is closed.
      }
      this.words();
      FilterBar.words();
      Table.words();
      Object.assign(Timeline, {isStale: true});
      Object.assign(Matrix, {isStale: true});
      Timeline.show();
      Matrix.show();
      if (Detail.row) Detail.show();
    });
    document.addEventListener('keydown', event => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.closest('input, select, textarea')) return;
      event.preventDefault();
      byId('search').focus();
    });
    byId('search').addEventListener('keydown', event => {
      if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
      event.preventDefault();
      this.show('table');
      byId('grid').focus();
    });
  },
};

Page.start();
