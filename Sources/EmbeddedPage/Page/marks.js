// What the reviewer says of each event: kept in this browser under the fingerprint of the data, and downloaded as labels.

const Marks = {
  key: 'chancery-review-' + Names.fingerprint,
  isStored: true,
  changed: [],

  load() {
    let saved = {};
    try {
      saved = JSON.parse(localStorage.getItem(this.key) || '{}');
    } catch {
      this.isStored = false;
    }
    for (const [index, mark] of Object.entries(saved.rows || {})) {
      const row = Rows[index];
      if (!row || !mark) continue;
      if (mark === 'accepted' || mark === 'rejected') row.mark = mark;
      else if (typeof mark === 'object') {
        row.mark = 'corrected';
        row.correct({...row.was, ...mark});
      }
    }
    for (const added of saved.added || []) if (Array.isArray(added)) this.append(added[0], added[1]);
  },

  save: later(200, () => Marks.store()),
  store() {
    const rows = {};
    for (const row of Rows) {
      if (row.mark === 'open' || row.mark === 'added') continue;
      rows[row.index] = row.mark === 'corrected' ? pickFields(row.is) : row.mark;
    }
    const added = Rows.filter(row => row.mark === 'added').map(row => [row.articles, {...pickFields(row.is), doc: row.is.doc, source: row.is.source, published: row.is.published}]);
    try {
      localStorage.setItem(this.key, JSON.stringify({rows, added}));
    } catch {
      if (this.isStored) toast(say('notStored'));
      this.isStored = false;
    }
  },

  set(row, mark) {
    if (mark !== 'corrected') row.correct(row.was);
    row.mark = mark;
    this.tell(row);
    const title = row.is.title || '';
    announce(mark === 'open' ? say('unmarked', {title}) : say('marked', {mark: say(mark), title}));
  },

  correct(row, fields) {
    // Looked through and left as it is.
    if (row.mark !== 'added' && JSON.stringify(label({...row.was, ...fields})) === JSON.stringify(label(row.was))) {
      this.set(row, 'accepted');
      return;
    }
    row.correct({...row.was, ...fields});
    row.mark = row.mark === 'added' ? 'added' : 'corrected';
    if (row.mark === 'added') row.was = row.is;
    this.tell(row);
    announce(say('saved'));
  },

  append(articles, event) {
    const row = new Row(Rows.length, articles, [], {evidence: [], reports: [], id: '', ...event});
    row.mark = 'added';
    Rows.push(row);
    return row;
  },

  remove(row) {
    const at = Rows.indexOf(row);
    if (at < 0) return;
    Rows.splice(at, 1);
    for (let i = at; i < Rows.length; i += 1) Rows[i].index = i;
    this.tell(row);
  },

  tell(row) {
    this.save();
    for (const run of this.changed) run(row);
  },

  get done() { return Rows.reduce((n, row) => n + (row.mark !== 'open' ? 1 : 0), 0); },

  // JSON lines, a document each, of those documents whose events are all marked.
  labels() {
    const documents = new Map();
    for (const row of Rows) {
      if (!documents.has(row.was.doc)) documents.set(row.was.doc, []);
      documents.get(row.was.doc).push(row);
    }
    const lines = [];
    let partly = 0;
    for (const [doc, rows] of documents) {
      const open = rows.filter(row => row.mark === 'open').length;
      if (open === 0) lines.push(JSON.stringify({doc, events: rows.filter(row => row.mark !== 'rejected').map(row => label(row.is))}));
      else if (open < rows.length) partly += 1;
    }
    return {lines, partly};
  },

  download() {
    const {lines, partly} = this.labels();
    const left = partly ? ' ' + say('partly', {n: number(partly)}) : '';
    if (!lines.length) {
      toast(say('nothingDone') + left);
      return;
    }
    const address = URL.createObjectURL(new Blob([lines.join('\n') + '\n'], {type: 'application/jsonl'}));
    const link = make('a', {href: address, download: 'labels.jsonl'});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    toast(say('downloaded', {docs: number(lines.length)}) + left);
  },
};

// What a reviewer can change.
function pickFields(event) {
  const {kind, mode, status, date, parties, people, place, salience, title} = event;
  // null, so that what was taken away stays away when it is read back.
  return {kind, mode: mode || null, status, date: date || null, parties, people, place: place || null, salience, title};
}

// An event in the form of labelled corpora.
function label(event) {
  const out = {kind: event.kind};
  if (event.mode) out.mode = event.mode;
  out.status = event.status;
  out.date = event.date || '';
  out.parties = event.parties;
  out.people = event.people.map(({name, party}) => ({name, party: party || ''}));
  out.place = event.place ? {name: event.place.name || '', country: event.place.country || ''} : null;
  out.salience = event.salience;
  return out;
}
