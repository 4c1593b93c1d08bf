// EDTF as the events have it: a day, month or year, about (~), or an interval that may be open (..).

const EDGE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?$/;

function edge(text) {
  const found = EDGE.exec(text);
  if (!found) return null;
  const [, year, month, day] = found;
  if (+year < 1 || (month && (+month < 1 || +month > 12))) return null;
  const last = new Date(Date.UTC(2000, month ? +month : 12, 0));
  last.setUTCFullYear(+year, month ? +month : 12, 0);
  if (day && (+day < 1 || +day > last.getUTCDate())) return null;
  const iso = (m, d) => `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  return {
    first: iso(month || 1, day || 1),
    last: iso(month || 12, day || last.getUTCDate()),
  };
}

// {first, last} as ISO days, '' where open; null for what is no date.
function readDate(text) {
  const parts = text.split('/');
  if (parts.length > 2) return null;
  if (parts.length === 1) return edge(text);
  const ends = parts.map(part => (part === '..' ? {first: '', last: ''} : edge(part)));
  if (!ends[0] || !ends[1] || (parts[0] === '..' && parts[1] === '..')) return null;
  if (ends[0].first && ends[1].last && ends[1].last < ends[0].first) return null;
  return {first: ends[0].first, last: ends[1].last};
}

// The date as people write it, in few signs.
function dateWords(text) {
  const edgeWords = part => (part.endsWith('~') ? say('about', {day: part.slice(0, -1)}) : part);
  const [from, to] = text.split('/');
  if (to === undefined) return edgeWords(from);
  if (from === '..') return say('untilDay', {day: edgeWords(to)});
  if (to === '..') return say('fromDay', {day: edgeWords(from)});
  const isOneYear = from.length === to.length && from.length > 4 && from.slice(0, 5) === to.slice(0, 5);
  return edgeWords(from) + '\u00A0– ' + edgeWords(isOneYear ? to.slice(5) : to);
}
