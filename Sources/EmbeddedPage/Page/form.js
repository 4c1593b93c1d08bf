// The fields of an event, to be corrected.

const EventForm = {
  make(event, {onsave, oncancel}) {
    const choice = (name, values, chosen) => make('select', {name}, values.map(value => make('option', {value, selected: value === chosen}, value ? say(value) : say('notSet'))));
    const line = (name, value, properties) => make('input', {name, value: value || '', autocomplete: 'off', spellcheck: false, ...properties});
    const field = (word, control, help) => make('label.field', {}, make('span', {}, say(word)), control, help ? make('small', {}, help) : '');
    const error = make('p.error', {role: 'alert'});
    const people = make('div.people-rows', {});
    const addPerson = (person = {name: '', party: ''}) => {
      const row = make('div.person-row', {},
        line('person', person.name, {ariaLabel: say('personName'), placeholder: say('personName'), lang: 'zh'}),
        line('person-party', person.party, {ariaLabel: say('personParty'), placeholder: say('personParty'), list: 'codes', className: 'code'}),
        make('button.quiet', {type: 'button', ariaLabel: say('remove') + ' ' + person.name, onclick: () => {
          row.remove();
          form.querySelector('.add-person').focus();
        }}, '×'));
      row.was = person;
      people.append(row);
      return row;
    };
    event.people.forEach(addPerson);
    const form = make('form.edit', {noValidate: true, onsubmit: submitted => {
      submitted.preventDefault();
      const problem = this.read(form, event, onsave);
      if (!problem) return;
      error.textContent = problem.text;
      problem.at.setAttribute('aria-invalid', 'true');
      problem.at.focus();
    }, onkeydown: pressed => {
      if (pressed.key !== 'Escape') return;
      pressed.stopPropagation();
      oncancel();
    }},
    make('div.fields', {},
      field('kind', choice('kind', KINDS, event.kind)),
      field('mode', choice('mode', ['', ...MODES], event.mode || '')),
      field('status', choice('status', STATUSES, event.status)),
      field('salience', choice('salience', SALIENCES, event.salience)),
      field('date', line('date', event.date, {className: 'wide'}), say('dateHelp')),
      field('parties', line('parties', event.parties.join(', '), {}), say('partiesHelp')),
      field('placeName', line('place', event.place && event.place.name, {lang: 'zh'})),
      field('placeCountry', line('country', event.place && event.place.country, {list: 'codes', className: 'code'}))),
    make('fieldset', {}, make('legend', {}, say('people')), people,
      make('button.quiet.add-person', {type: 'button', onclick: () => addPerson().querySelector('input').focus()}, '+ ' + say('add'))),
    error,
    make('div.buttons', {}, make('button.primary', {type: 'submit'}, say('save')), make('button.quiet', {type: 'button', onclick: oncancel}, say('cancel'))));
    return form;
  },

  // Saves what the form holds, or says what is wrong and where.
  read(form, event, onsave) {
    const value = name => form.elements[name].value.trim();
    for (const input of form.elements) input.removeAttribute('aria-invalid');
    const known = code => Names.parties[code] || event.parties.includes(code);
    const date = value('date').replace(/\s/g, '');
    if (date && !readDate(date)) return {text: say('badDate'), at: form.elements.date};
    const parties = [...new Set(value('parties').toUpperCase().split(/[\s,;，、；]+/).filter(Boolean))];
    const stranger = parties.find(code => !known(code));
    if (stranger) return {text: say('badParty', {code: stranger}), at: form.elements.parties};
    if (!parties.length) return {text: say('needParty'), at: form.elements.parties};
    const people = [];
    for (const row of form.querySelectorAll('.person-row')) {
      const [name, party] = row.querySelectorAll('input');
      const code = party.value.trim().toUpperCase();
      if (!name.value.trim()) continue;
      if (code && !known(code)) return {text: say('badParty', {code}), at: party};
      const same = row.was.name === name.value.trim() ? row.was : {};
      people.push({...same, name: name.value.trim(), party: code});
    }
    const country = value('country').toUpperCase();
    if (country && !known(country)) return {text: say('badParty', {code: country}), at: form.elements.country};
    const place = value('place') || country ? {name: value('place'), country} : null;
    onsave({kind: value('kind'), mode: value('mode') || null, status: value('status'), date: date || null, parties, people, place, salience: value('salience')});
    return null;
  },
};
