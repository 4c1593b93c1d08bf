// Months along, a lane for each kind, a bar as high as its events. Half a year and more in which nothing happened is folded
// away, so that a lone event of long ago takes no more room than its month.

const Timeline = {
  isStale: true,
  // Where the arrow keys stand.
  at: 0,

  start() {
    Filter.listeners.push(() => {
      this.isStale = true;
      this.show();
    });
    new ResizeObserver(() => {
      this.isStale = true;
      this.show();
    }).observe(byId('view-timeline'));
  },

  show() {
    const view = byId('view-timeline');
    if (view.hidden || !this.isStale || !view.clientWidth) return;
    this.isStale = false;
    const focused = view.contains(document.activeElement) ? document.activeElement.dataset.month : '';
    // The chart shows what the other filters leave, the chosen months within their surroundings.
    const months = new Map();
    const from = Filter.from;
    const to = Filter.to;
    Filter.from = Filter.to = '';
    const rows = Rows.filter(row => Filter.passes(row));
    Object.assign(Filter, {from, to});
    let undated = 0;
    for (const row of rows) {
      if (!row.day) {
        undated += 1;
        continue;
      }
      const month = row.day.slice(0, 7);
      if (!months.has(month)) months.set(month, {});
      const counts = months.get(month);
      counts[row.is.kind] = (counts[row.is.kind] || 0) + 1;
    }
    const notes = [make('p.note', {}, say('timelineNote') + (undated ? ' ' + say('undated', {n: number(undated)}) : ''))];
    if (!months.size) {
      view.replaceChildren(...notes, make('p.note', {}, say('noMatch')));
      return;
    }
    view.replaceChildren(...notes, this.chart(months, view.clientWidth, view.clientHeight));
    const scroller = view.querySelector('.chart-scroll');
    scroller.scrollLeft = scroller.scrollWidth;
    if (focused) view.querySelector(`[data-month="${focused}"]`)?.focus();
  },

  chart(months, width, tall) {
    // Stretches of months, counted from the year 0, each with its last.
    const stretches = [];
    for (const at of [...months.keys()].map(month => month.slice(0, 4) * 12 + +month.slice(5) - 1).sort((a, b) => a - b)) {
      const open = stretches.at(-1);
      if (open && at - open.last <= 6) open.last = at;
      else stretches.push({first: at, last: at});
    }
    const count = stretches.reduce((sum, stretch) => sum + stretch.last - stretch.first + 1, 0);
    const left = Language.name === 'zh' ? 52 : 92;
    // What is folded, with room for the label of a year.
    const gap = 30;
    const step = Math.max(7, Math.min(20, (width - left - 60 - (stretches.length - 1) * gap) / count));
    const lane = Math.max(52, Math.min(112, (tall - 190) / KINDS.length));
    const topEdge = 8;
    const base = kind => topEdge + (kind + 1) * lane;
    const highest = Math.max(...[...months.values()].flatMap(counts => Object.values(counts)));
    const height = n => Math.max(3, Math.sqrt(n / highest) * (lane - 16));
    const bottom = topEdge + KINDS.length * lane;
    const svg = draw('svg', {class: 'chart', role: 'group', 'aria-label': say('timeline')});
    const labels = draw('svg', {class: 'lanes', width: left, height: bottom + 44, 'aria-hidden': 'true'});
    KINDS.forEach((kind, i) => {
      const text = draw('text', {x: left - 12, y: base(i) - 4, class: 'lane-name', 'text-anchor': 'end'});
      text.textContent = say(kind);
      labels.append(text);
    });
    let x = 4;
    const stops = [];
    const lines = KINDS.map((_, i) => draw('line', {x1: 0, y1: base(i) + 0.5, y2: base(i) + 0.5, class: 'base'}));
    const yearLines = draw('g', {});
    svg.append(yearLines, ...lines);
    // The label nearest to the left ends here.
    let taken = 0;
    let labelled = 0;
    const label = (year, isFirst) => {
      if (year === labelled) return;
      labelled = year;
      yearLines.append(draw('line', {x1: x - 0.5, x2: x - 0.5, y1: topEdge, y2: bottom + 8, class: 'year-line'}));
      if (x < taken) return;
      const text = draw('text', {x: isFirst ? x - 2 : x, y: bottom + 22, class: 'year'});
      text.textContent = year;
      svg.append(text);
      taken = x + 33;
    };
    stretches.forEach(({first, last}, i) => {
      if (i > 0) {
        const dots = draw('text', {x: x + gap / 2 - 1, y: bottom + 9, class: 'gap', 'text-anchor': 'middle'});
        dots.textContent = '···';
        svg.append(dots);
        x += gap;
      }
      const nextYear = first + 12 - first % 12;
      // A stretch that begins shortly before January leaves the place to the year that begins there.
      if (first % 12 === 0 || nextYear > last || (nextYear - first) * step >= 33) label(Math.floor(first / 12), true);
      for (let at = first; at <= last; at += 1) {
        if (at > first && at % 12 === 0) label(at / 12, false);
        const key = `${String(Math.floor(at / 12)).padStart(4, '0')}-${String(at % 12 + 1).padStart(2, '0')}`;
        const counts = months.get(key);
        if (counts) stops.push(this.month(svg, key, counts, x, step, {topEdge, bottom, base, height}));
        x += step;
      }
    });
    // The last label may be longer than its months.
    x = Math.max(x, taken);
    for (const line of lines) line.setAttribute('x2', x);
    svg.setAttribute('width', x + 4);
    svg.setAttribute('height', bottom + 44);
    // One stop for the Tab key; the arrows move along the months.
    const chosen = stops.findIndex(stop => stop.getAttribute('aria-pressed') === 'true');
    this.at = chosen >= 0 ? chosen : Math.min(this.at, stops.length - 1);
    stops[this.at].setAttribute('tabindex', '0');
    svg.addEventListener('keydown', event => {
      const by = {ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity}[event.key];
      if (!by) return;
      event.preventDefault();
      stops[this.at].setAttribute('tabindex', '-1');
      this.at = Math.max(0, Math.min(stops.length - 1, this.at + by));
      stops[this.at].setAttribute('tabindex', '0');
      stops[this.at].focus();
    });
    const legend = make('div.chart-box', {});
    legend.append(labels, make('div.chart-scroll', {}));
    legend.lastChild.append(svg);
    return legend;
  },

  month(svg, key, counts, x, step, at) {
    const [year, month] = key.split('-');
    const first = key + '-01';
    const last = readDate(key).last;
    const isChosen = Filter.from === first && Filter.to === last;
    const isOut = (Filter.from && last < Filter.from) || (Filter.to && first > Filter.to);
    const parts = KINDS.filter(kind => counts[kind]).map(kind => say('eventsIn', {kind: say(kind), n: number(counts[kind])}));
    const text = say('month', {year, month: Language.name === 'zh' ? +month : month}) + ' · ' + parts.join(Language.name === 'zh' ? '；' : '; ');
    const group = draw('g', {class: 'month' + (isOut ? ' is-out' : ''), role: 'button', tabindex: '-1', 'aria-label': text, 'aria-pressed': String(isChosen), 'data-month': key});
    group.append(draw('rect', {x, y: at.topEdge, width: step, height: at.bottom - at.topEdge, class: 'hit'}));
    KINDS.forEach((kind, i) => {
      if (!counts[kind]) return;
      const h = at.height(counts[kind]);
      group.append(draw('rect', {x: x + 0.75, y: at.base(i) - h, width: Math.max(3, step - 1.5), height: h, rx: 1.5, class: 'bar ' + kind}));
    });
    const choose = () => {
      Object.assign(Filter, isChosen ? {from: '', to: ''} : {from: first, to: last});
      Filter.apply();
    };
    group.addEventListener('click', choose);
    group.addEventListener('keydown', event => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose();
    });
    Tip.on(group, () => [make('strong', {}, text)]);
    svg.append(group);
    return group;
  },
};
