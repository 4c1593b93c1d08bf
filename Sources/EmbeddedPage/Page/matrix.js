// Who deals with whom: how many events two parties share.

const Matrix = {
  isStale: true,
  size: 0,

  start() {
    Filter.listeners.push(() => {
      this.isStale = true;
      this.show();
    });
  },

  show() {
    const view = byId('view-matrix');
    if (view.hidden || !this.isStale) return;
    this.isStale = false;
    const pair = Filter.pair;
    Filter.pair = null;
    const rows = Rows.filter(row => Filter.passes(row));
    Filter.pair = pair;
    const totals = new Map();
    const shared = new Map();
    for (const row of rows) {
      const parties = [...new Set(row.is.parties)];
      parties.forEach((a, i) => {
        totals.set(a, (totals.get(a) || 0) + 1);
        for (const b of parties.slice(i + 1)) {
          const key = a < b ? a + ' ' + b : b + ' ' + a;
          shared.set(key, (shared.get(key) || 0) + 1);
        }
      });
    }
    const size = this.size || (NARROW.matches ? 8 : 16);
    const codes = [...totals.keys()].sort((a, b) => totals.get(b) - totals.get(a) || (a < b ? -1 : 1)).slice(0, size);
    const sizes = [8, 16, 24, 40].map(n => make('button', {ariaPressed: n === size, onclick: () => {
      this.size = n;
      this.isStale = true;
      this.show();
    }}, number(n)));
    const head = make('div.matrix-head', {}, make('p.note', {}, say('matrixNote')), make('div.choice', {role: 'group', ariaLabel: say('most')}, make('span', {}, say('most')), sizes));
    if (!codes.length) {
      view.replaceChildren(head, make('p.note', {}, say('noMatch')));
      return;
    }
    const count = (a, b) => shared.get(a < b ? a + ' ' + b : b + ' ' + a) || 0;
    const most = Math.max(1, ...codes.flatMap((a, i) => codes.slice(i + 1).map(b => count(a, b))));
    const heads = make('tr', {}, make('td', {}), codes.map(code => make('th', {scope: 'col'}, make('abbr', {title: partyName(code)}, code))));
    const body = codes.map(a => make('tr', {}, make('th', {scope: 'row'}, make('span', {}, partyName(a)), ' ', make('small', {}, a)), codes.map(b => this.cell(a, b, a === b ? totals.get(a) : count(a, b), most))));
    const table = make('table.matrix', {}, make('caption.unseen', {}, say('matrixCaption')), make('thead', {}, heads), make('tbody', {}, body));
    table.style.setProperty('--columns', codes.length);
    const light = event => {
      const cell = event.target.closest('td');
      const column = cell ? cell.cellIndex : -1;
      for (const other of table.querySelectorAll('.is-lit')) other.classList.remove('is-lit');
      if (column < 1) return;
      heads.children[column].classList.add('is-lit');
      cell.parentElement.firstChild.classList.add('is-lit');
    };
    table.addEventListener('pointerover', light);
    table.addEventListener('focusin', light);
    table.addEventListener('keydown', event => {
      const by = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0]}[event.key];
      const cell = event.target.closest('td');
      if (!by || !cell) return;
      event.preventDefault();
      let [r, c] = [cell.parentElement.rowIndex, cell.cellIndex];
      // To the next cell that holds something, in that direction.
      for (r += by[0], c += by[1]; table.rows[r] && table.rows[r].cells[c]; r += by[0], c += by[1]) {
        const button = table.rows[r].cells[c].querySelector('button');
        if (!button) continue;
        event.target.tabIndex = -1;
        button.tabIndex = 0;
        button.focus();
        return;
      }
    });
    const first = table.querySelector('tbody button');
    if (first) first.tabIndex = 0;
    view.replaceChildren(head, make('div.matrix-scroll', {}, table));
  },

  cell(a, b, n, most) {
    if (!n) return make('td.nothing', {});
    const isTotal = a === b;
    const isChosen = isTotal ? Filter.chosen.party.has(a) : Boolean(Filter.pair && Filter.pair.includes(a) && Filter.pair.includes(b));
    const names = {a: partyName(a), b: partyName(b), n: number(n)};
    const button = make('button', {tabIndex: -1, ariaPressed: isChosen, ariaLabel: say(isTotal ? 'totalLabel' : 'pairLabel', names), onclick: () => {
      if (isTotal) {
        if (isChosen) Filter.chosen.party.delete(a);
        else Filter.chosen.party.add(a);
      } else Filter.pair = isChosen ? null : [a, b];
      Filter.apply();
      byId('view-matrix').querySelector(`button[data-pair="${CSS.escape(a + ' ' + b)}"]`)?.focus();
    }, data: {pair: a + ' ' + b}}, number(n));
    const cell = make(isTotal ? 'td.total' : 'td', {}, button);
    if (!isTotal) {
      // Ten steps of shade, by the root: a pair that met once is still seen beside one that met a hundred times.
      cell.classList.add('shade-' + Math.max(1, Math.round(Math.sqrt(n / most) * 9)));
    }
    return cell;
  },
};
