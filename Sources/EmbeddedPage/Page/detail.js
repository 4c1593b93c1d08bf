// One event: what it is, why, and its article.

const Detail = {
  row: null,
  isEditing: false,

  start() {
    const panel = byId('detail');
    Marks.changed.push(row => {
      if (row !== this.row) return;
      if (Rows.includes(row)) this.show();
      else this.close();
    });
    panel.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        if (!byId('tip').hidden) Tip.hide();
        else this.close();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('form, input, select')) return;
      const act = {a: () => this.mark('accepted'), r: () => this.mark('rejected'), u: () => this.mark('open'), c: () => this.edit(), j: () => Table.step(1), k: () => Table.step(-1)}[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    });
    COVERED.addEventListener('change', () => this.cover());
  },

  open(row, andFocus = true) {
    const isOther = this.row !== row;
    if (isOther) this.isEditing = false;
    this.row = row;
    Table.current = row;
    this.show();
    if (isOther) byId('detail').scrollTop = 0;
    if (andFocus) byId('detail').querySelector('h2')?.focus({preventScroll: true});
  },

  close() {
    this.row = null;
    this.isEditing = false;
    byId('detail').hidden = true;
    document.body.classList.remove('has-detail');
    this.cover();
    Tip.hide();
    if (!byId('view-table').hidden) byId('grid').focus({preventScroll: true});
  },

  // On a narrower screen the panel lies over the page; what is below it is out of reach.
  cover() {
    const isOver = COVERED.matches && this.row !== null;
    for (const below of [document.querySelector('.top'), byId('filters'), document.querySelector('.views')]) below.inert = isOver;
  },

  mark(mark) { if (this.row && this.row.mark !== 'added') Marks.set(this.row, mark); },

  edit() {
    if (!this.row) return;
    this.isEditing = true;
    this.show();
    byId('detail').querySelector('form select').focus();
  },

  show() {
    const panel = byId('detail');
    const row = this.row;
    const event = row.is;
    const at = Filter.view.indexOf(row);
    const hadFocus = panel.contains(document.activeElement) ? document.activeElement.dataset.act : '';
    panel.hidden = false;
    document.body.classList.add('has-detail');
    this.cover();
    const top = make('div.detail-top', {},
      make('span.position', {}, at >= 0 ? `${number(at + 1)} / ${number(Filter.view.length)}` : ''),
      make('button.quiet', {ariaLabel: say('previous'), title: say('previous'), disabled: at <= 0, onclick: () => Table.step(-1), data: {act: 'previous'}}, '↑'),
      make('button.quiet', {ariaLabel: say('next'), title: say('next'), disabled: at < 0 || at >= Filter.view.length - 1, onclick: () => Table.step(1), data: {act: 'next'}}, '↓'),
      make('button.quiet', {ariaLabel: say('close'), title: say('close'), onclick: () => this.close(), data: {act: 'close'}}, '×'));
    const head = make('div.detail-head', {},
      make('p.tags', {}, make('span.kind', {}, make('i.dot.' + event.kind, {ariaHidden: 'true'}), say(event.kind), event.mode ? ' · ' + say(event.mode) : ''),
        make('span.state.' + event.status, {}, say(event.status)), make('span.faint', {}, say(event.salience)),
        row.mark !== 'open' ? make('span.sign-word.' + row.mark, {}, say(row.mark)) : ''),
      make('h2', {tabIndex: -1, lang: 'zh', dir: 'auto'}, event.title || say('newEvent')));
    const body = this.isEditing ? this.form(row) : [this.actions(row), this.facts(row)];
    panel.replaceChildren(top, head, ...[body].flat(), ...(this.isEditing ? [] : [this.why(row)]), ...this.articles(row));
    if (hadFocus) panel.querySelector(`[data-act="${hadFocus}"]`)?.focus({preventScroll: true});
  },

  form(row) {
    return EventForm.make(row.is, {
      onsave: fields => {
        this.isEditing = false;
        if (row.mark === 'added') fields.title = titleOf(fields);
        Marks.correct(row, fields);
        if (row.mark === 'added') {
          Filter.apply();
          Table.go(Filter.view.indexOf(row));
        }
        byId('detail').querySelector('[data-act=correct]')?.focus();
      },
      oncancel: () => {
        this.isEditing = false;
        if (row.mark === 'added' && !row.is.parties.length) {
          Marks.remove(row);
          Filter.apply();
          return;
        }
        this.show();
        byId('detail').querySelector('[data-act=correct]')?.focus();
      },
    });
  },

  actions(row) {
    if (row.mark === 'added') {
      return make('div.actions', {role: 'group', ariaLabel: say('mark')},
        make('button.mark-button.correct', {onclick: () => this.edit(), data: {act: 'correct'}}, say('edit')),
        make('button.mark-button.reject', {onclick: () => {
          Marks.remove(row);
          Filter.apply();
        }}, say('deleteEvent')));
    }
    const button = (act, mark, key, run) => make('button.mark-button.' + act, {ariaPressed: row.mark === mark, ariaKeyshortcuts: key, onclick: run, data: {act}}, say(act), make('kbd', {ariaHidden: 'true'}, key));
    return make('div.actions', {role: 'group', ariaLabel: say('mark')},
      button('accept', 'accepted', 'A', () => this.mark(row.mark === 'accepted' ? 'open' : 'accepted')),
      button('correct', 'corrected', 'C', () => this.edit()),
      button('reject', 'rejected', 'R', () => this.mark(row.mark === 'rejected' ? 'open' : 'rejected')),
      row.mark === 'corrected' ? make('button.quiet', {onclick: () => this.mark('open'), data: {act: 'undo'}}, say('undo')) : '');
  },

  facts(row) {
    const event = row.is;
    const list = make('dl.facts', {});
    const fact = (word, was, ...content) => {
      const parts = content.flat().filter(part => part !== '' && part !== null && part !== undefined);
      if (!parts.length && was === undefined) return;
      list.append(make('div', {}, make('dt', {}, say(word)), make('dd', {}, parts.length ? parts : make('span.faint', {}, say('none')),
        was !== undefined ? make('del', {title: say('original'), lang: 'zh'}, was || say('none')) : '')));
    };
    // What the correction changed is shown beside what it was.
    const was = text => (row.mark === 'corrected' && text(row.was) !== text(row.is) ? text(row.was) : undefined);
    const dated = row.was.dateText && row.is.date === row.was.date ? make('span.faint', {lang: 'zh'}, ' ', say('dateFrom', {text: row.was.dateText}), row.was.dateBasis ? ' · ' + say(row.was.dateBasis) : '') : '';
    const kindText = e => say(e.kind) + (e.mode ? ' · ' + say(e.mode) : '');
    if (was(kindText) !== undefined) fact('kind', was(kindText), kindText(event));
    if (was(e => e.status) !== undefined) fact('status', say(was(e => e.status)), say(event.status));
    if (was(e => e.salience) !== undefined) fact('salience', say(was(e => e.salience)), say(event.salience));
    fact('date', was(e => (e.date ? dateWords(e.date) : '')), event.date ? make('span.number', {title: event.date}, dateWords(event.date)) : '', dated);
    fact('parties', was(e => e.parties.join(', ')), event.parties.map(code => make('span.party', {}, partyName(code), ' ', make('small', {}, code))));
    fact('people', was(e => e.people.map(person => `${person.name} ${person.party || ''}`).join('、')), event.people.length ? make('ul.people', {}, event.people.map(person => make('li', {},
      make('span.name', {}, chinese(person.name)), person.party ? make('small', {}, person.party) : '',
      make('span.faint', {}, [Language.name === 'en' ? person.nameEn : '', person.office ? officeName(person.office) : '', person.role && person.role !== 'participant' ? say(person.role) : '', person.as ? `${say('as')} ${person.as}` : '', person.inferred ? say('inferredPerson') : ''].filter(Boolean).join(' · '))))) : '');
    const placeText = e => (e.place ? [e.place.name, e.place.country].filter(Boolean).join(' ') : '');
    fact('place', was(placeText), event.place ? [chinese(event.place.name || ''), ' ', event.place.country ? make('small', {}, event.place.country) : ''] : '');
    const whole = event.partOf && rowWithId(event.partOf, row);
    if (whole) fact('partOf', undefined, make('button.link', {onclick: () => this.open(whole), lang: 'zh'}, whole.is.title));
    if (row.was.confidence !== undefined) fact('confidence', undefined, make('span.number', {}, Math.round(row.was.confidence * 100) + '%'), make('span.faint', {}, ' ', row.was.id));
    return list;
  },

  why(row) {
    const article = row.articles.length ? ArticleStore.get(row.articles[0]) : null;
    const own = new Set(row.reasons);
    const reasons = article ? article.reasons.filter(reason => own.has(reason[0])) : [];
    if (!reasons.length) return '';
    return make('details.why', {}, make('summary', {}, say('why'), make('span.faint', {}, ' ' + number(reasons.length))),
      make('ol', {}, reasons.map(reason => {
        const text = Array.from(article.blocks[reason[1]][1]).slice(reason[2], reason[3]).join('');
        return make('li', {}, make('span.m.trigger', {lang: 'zh'}, text), reasonLines(reason, article));
      })));
  },

  articles(row) {
    const found = row.articles.map(n => ArticleStore.get(n)).filter(Boolean);
    if (!found.length) return [make('p.note', {}, say('noArticle'))];
    return found.map(article => {
      const link = /^https?:\/\//i.test(article.url || '') ? make('a', {href: article.url, target: '_blank', rel: 'noopener noreferrer'}, say('openArticle') + ' ↗') : '';
      return make('article', {ariaLabel: say('article')},
        make('p.article-head', {}, article.source ? chinese(article.source) : '', article.published ? make('time', {}, article.published) : '', chinese(article.id, 'span'), link),
        ArticleView.make(row, article),
        make('button.quiet.add-event', {onclick: () => this.add(row, article)}, '+ ' + say('addEvent')));
    });
  },

  // An event that the machine did not see.
  add(near, article) {
    const added = Marks.append(near.articles.filter(n => ArticleStore.get(n) === article), {
      kind: 'meeting', status: 'held', parties: [], people: [], salience: 'main', doc: article.id, source: article.source || '', published: article.published,
    });
    this.open(added);
    this.edit();
  },
};

function titleOf({kind, mode, parties, people, place}) {
  const sides = (people.length ? people.map(person => person.name) : parties.map(code => (Names.parties[code] || [code])[0])).slice(0, 4).join('、');
  const zh = WORDS.zh;
  const where = place && place.name ? place.name : '';
  if (kind === 'call') return sides + (mode === 'video' ? '视频会晤' : '通电话');
  return kind === 'visit' ? sides + zh.visit + where : sides + (where ? '在' + where : '') + (kind === 'meeting' ? zh.meeting : zh[kind]);
}
