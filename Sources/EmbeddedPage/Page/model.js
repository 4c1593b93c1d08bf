// The events, out of the page's data, and what the views ask of them.

const Names = JSON.parse(byId('names').textContent);
const Headlines = JSON.parse(byId('headlines').textContent);

// Script and width folded: 習 and 习 are one letter to a search.
const Fold = (() => {
  const map = new Uint16Array(65536);
  for (let i = 0; i < map.length; i += 1) map[i] = i;
  const pairs = Names.fold || '';
  for (let i = 0; i + 1 < pairs.length; i += 2) map[pairs.charCodeAt(i)] = pairs.charCodeAt(i + 1);
  const buffer = new Uint16Array(8192);
  return text => {
    let out = '';
    const small = text.toLowerCase();
    for (let start = 0; start < small.length; start += buffer.length) {
      const count = Math.min(buffer.length, small.length - start);
      for (let i = 0; i < count; i += 1) buffer[i] = map[small.charCodeAt(start + i)];
      out += String.fromCharCode.apply(null, buffer.subarray(0, count));
    }
    return out;
  };
})();

function partyName(code) {
  const names = Names.parties[code];
  return names ? (Language.name === 'zh' ? names[0] : names[1] || names[0]) : code;
}
function officeName(id) {
  const names = Names.offices[id];
  return names ? (Language.name === 'zh' ? names[0] : names[1] || names[0]) : id;
}

// One row: the event as extracted (`was`), and as it stands after correction (`is`).
class Row {
  constructor(index, articles, reasons, event) {
    this.index = index;
    this.articles = articles;
    this.reasons = reasons;
    this.was = event;
    this.is = event;
    this.mark = 'open';
    this.haystack = null;
    this.dates = null;
  }

  correct(event) {
    this.is = event;
    this.haystack = null;
    this.dates = null;
  }

  get span() { return this.dates || (this.dates = (this.is.date && readDate(this.is.date)) || {first: '', last: ''}); }
  // The day that it is sorted and drawn by.
  get day() { return this.span.first || this.span.last; }
  get text() {
    if (this.haystack === null) {
      const event = this.is;
      const words = [event.title, event.date, event.dateText, event.source, event.doc, event.id];
      for (const code of event.parties) words.push(code, ...(Names.parties[code] || []));
      for (const person of event.people) words.push(person.name, person.as, person.nameEn);
      if (event.place) words.push(event.place.name);
      for (const evidence of event.evidence || []) words.push(evidence.text);
      for (const article of this.articles) words.push(Headlines[article]);
      this.haystack = Fold(words.filter(Boolean).join('\n'));
    }
    return this.haystack;
  }
}

const Rows = [];
for (const element of document.querySelectorAll('script.events')) {
  for (const [articles, reasons, event] of JSON.parse(element.textContent)) {
    Rows.push(new Row(Rows.length, articles, reasons, event));
  }
}

// The event with this id, for `partOf`: in the same article first.
function rowWithId(id, near) {
  return Rows.find(row => row.was.id === id && row.was.doc === near.was.doc) || Rows.find(row => row.was.id === id);
}

const ArticleStore = {
  read: new Map(),
  get(number) {
    if (!this.read.has(number)) {
      const element = byId('article-' + number);
      if (this.read.size > 50) this.read.clear();
      this.read.set(number, element && JSON.parse(element.textContent));
    }
    return this.read.get(number);
  },
};
