// Elements by function. Text goes in as text: nothing here or elsewhere makes markup of a string.

// Marks of direction that would turn the text around them; shown, so that nobody is deceived, and without their power.
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const plain = text => text.replace(TURNING, '\uFFFD');

// make('button.quiet', {onclick, ariaLabel}, child, …): children are elements or strings, empty ones are skipped.
function make(what, properties, ...children) {
  const [tag, ...classes] = what.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  put(element, properties);
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== '') element.append(typeof child === 'string' ? plain(child) : child);
  return element;
}

function put(element, properties) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name in element && name !== 'list' && !name.startsWith('aria')) element[name] = value;
    else element.setAttribute(name.replace(/^aria([A-Z]\w*)$/, (_, rest) => 'aria-' + rest.toLowerCase()), value);
  }
}

// Text of the data: in its own language, apart from what surrounds it.
const chinese = (text, what = 'bdi') => make(what, {lang: 'zh', dir: 'auto'}, text);

const byId = id => document.getElementById(id);

const SVG = 'http://www.w3.org/2000/svg';
function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function later(wait, run) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, wait);
  };
}

// What happened, for those who hear the page.
const announce = text => { byId('live').textContent = plain(text); };

// And for those who see it, for a while.
let toastTimer = 0;
function toast(text) {
  announce(text);
  document.querySelector('.toast')?.remove();
  document.body.append(make('div.toast', {ariaHidden: 'true'}, text));
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => document.querySelector('.toast')?.remove(), 5000);
}
