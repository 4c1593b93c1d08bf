// An article with what was found in it: sentences that the event rests on are tinted, names, dates and triggers
// coloured, and each says on hover or focus which row of which lexicon knows it.

const Tip = {
  timer: 0,

  // content() gives the tip's lines; it is asked when the tip is wanted.
  on(element, content) {
    const show = () => {
      clearTimeout(this.timer);
      const tip = byId('tip');
      tip.replaceChildren(...content());
      tip.hidden = false;
      element.setAttribute('aria-describedby', 'tip');
      const at = element.getClientRects()[0] || element.getBoundingClientRect();
      const width = tip.offsetWidth;
      const height = tip.offsetHeight;
      const left = Math.max(8, Math.min(document.documentElement.clientWidth - width - 8, at.left + at.width / 2 - width / 2));
      const above = at.top - height - 8;
      tip.style.left = left + 'px';
      tip.style.top = (above > 8 ? above : Math.min(at.bottom + 8, innerHeight - height - 8)) + 'px';
    };
    const hide = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.hide(), 120);
      element.removeAttribute('aria-describedby');
    };
    element.addEventListener('pointerenter', show);
    element.addEventListener('focus', show);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('blur', hide);
  },

  start() {
    // The pointer may rest on the tip itself.
    byId('tip').addEventListener('pointerenter', () => clearTimeout(this.timer));
    byId('tip').addEventListener('pointerleave', () => this.hide());
    addEventListener('scroll', () => this.hide(), {capture: true, passive: true});
  },

  hide() { byId('tip').hidden = true; },
};

// A lexicon row in a line: what it is, its name, its id, where it stands.
function entryLine([id, name, origin]) {
  const table = id.slice(0, id.indexOf(':'));
  return make('span.entry', {}, make('span.entry-kind', {}, say('tables.' + table)), ' ', name ? chinese(name) : '', ' ',
    make('code', {}, id.slice(table.length + 1)), ' ', make('span.origin', {}, origin));
}

function reasonLines(reason, article) {
  const [, , , , frame, origin, entries, notes] = reason;
  return [
    make('span.entry', {}, make('span.entry-kind', {}, say('frame')), ' ', make('code', {}, frame), ' ', make('span.origin', {}, origin)),
    ...entries.map(entry => entryLine(article.entries[entry])),
    ...notes.map(note => make('span.note', {}, note)),
  ];
}

function dateLines([, , , past, future, basis, role, use, anchor, day, text]) {
  const lines = [];
  if (past || future) {
    lines.push(make('strong', {}, past === future ? past : `${say('past')} ${past || '—'}  ·  ${say('future')} ${future || '—'}`));
  }
  const more = [say(basis)];
  if (role !== 'point') more.push(say('roles.' + role));
  if (use !== 'event') more.push(say('uses.' + use));
  if (anchor) more.push(say('anchors.' + anchor, {day, text}));
  lines.push(make('span', {}, more.join(' · ')));
  return lines;
}

const ArticleView = {
  make(row, article) {
    const own = new Set(row.reasons);
    const layers = article.blocks.map(() => ({evidence: [], marks: []}));
    if (row.was.doc === article.id) {
      for (const {block, start, end} of row.is.evidence || []) if (layers[block]) layers[block].evidence.push([start, end]);
    }
    const triggers = new Map();
    for (const reason of article.reasons) {
      const [key, block, start, end] = reason;
      const place = block + ':' + start + ':' + end;
      if (!triggers.has(place)) triggers.set(place, {block, start, end, reasons: [], isOwn: false});
      const trigger = triggers.get(place);
      if (own.has(key)) {
        trigger.isOwn = true;
        trigger.reasons.unshift(reason);
      } else trigger.reasons.push(reason);
    }
    for (const {block, start, end, reasons, isOwn} of triggers.values()) {
      const shown = isOwn ? reasons.filter(reason => own.has(reason[0])) : reasons;
      layers[block].marks.push({start, end, rank: isOwn ? 0 : 2, what: isOwn ? 'trigger' : 'meetings', lines: () => [
        make('strong', {}, say('trigger')), ...shown.flatMap(reason => reasonLines(reason, article))]});
    }
    for (const date of article.dates) layers[date[0]].marks.push({start: date[1], end: date[2], rank: 1, what: 'dates', lines: () => dateLines(date)});
    for (const [block, start, end, ...entries] of article.marks) {
      if (!entries.length) continue;
      const what = article.entries[entries[0]][0].split(':')[0];
      layers[block].marks.push({start, end, rank: 3, what, lines: () => entries.map(entry => entryLine(article.entries[entry]))});
    }
    const text = make('div.article-text', {lang: 'zh'});
    let hidden = [];
    const fold = () => {
      const blocks = hidden;
      hidden = [];
      if (blocks.length < 3) {
        text.append(...blocks);
        return;
      }
      const button = make('button.unfold', {onclick: () => button.replaceWith(...blocks)}, say('unfold', {n: number(blocks.length)}));
      text.append(button);
    };
    const hasEvidence = layers.some(layer => layer.evidence.length);
    article.blocks.forEach(([kind, words], i) => {
      const block = this.block(kind, words, layers[i]);
      const isShown = !hasEvidence || kind === 'title' || layers[i].evidence.length;
      if (isShown) fold();
      if (isShown) text.append(block);
      else hidden.push(block);
    });
    fold();
    this.keys(text);
    return text;
  },

  block(kind, words, {evidence, marks}) {
    const scalars = /[\uD800-\uDFFF]/.test(words) ? Array.from(words) : words;
    const slice = (from, to) => {
      const part = scalars.slice(from, to);
      return plain(typeof part === 'string' ? part : part.join(''));
    };
    // Of marks that lie over one another the more telling stays.
    const kept = [];
    for (const mark of marks.sort((a, b) => a.rank - b.rank || b.end - b.start - (a.end - a.start) || a.start - b.start)) {
      if (kept.every(other => mark.end <= other.start || other.end <= mark.start)) kept.push(mark);
    }
    kept.sort((a, b) => a.start - b.start);
    const element = make({title: 'h3', heading: 'h4'}[kind] || 'p', {className: 'block ' + kind + (evidence.length ? ' has-evidence' : ''), dir: 'auto'});
    const fill = (into, from, to) => {
      for (const mark of kept) {
        if (mark.end <= from || mark.start >= to) continue;
        if (mark.start > from) into.append(slice(from, mark.start));
        const start = Math.max(from, mark.start);
        const end = Math.min(to, mark.end);
        const span = make('span.m.' + mark.what, {tabIndex: -1}, slice(start, end));
        span.setAttribute('role', 'mark');
        Tip.on(span, mark.lines);
        into.append(span);
        from = end;
      }
      if (from < to) into.append(slice(from, to));
    };
    let at = 0;
    for (const [start, end] of evidence.sort((a, b) => a[0] - b[0])) {
      if (start < at) continue;
      fill(element, at, start);
      const sentence = make('span.evidence', {});
      fill(sentence, start, end);
      element.append(sentence);
      at = end;
    }
    fill(element, at, scalars.length);
    return element;
  },

  // The marks are one stop for the Tab key; arrows lead from mark to mark.
  keys(text) {
    const all = () => [...text.querySelectorAll('.m')];
    const first = text.querySelector('.trigger') || text.querySelector('.m');
    if (first) first.tabIndex = 0;
    text.addEventListener('keydown', event => {
      const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (!by || !event.target.classList.contains('m')) return;
      const marks = all();
      const next = marks[marks.indexOf(event.target) + by];
      if (!next) return;
      event.preventDefault();
      event.target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  },
};
