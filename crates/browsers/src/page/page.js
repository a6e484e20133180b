// The half of the verbs that runs inside the page: what a person sees, and which control they mean.
const tanomo = (() => {
  const CONTROLS = 'button, a[href], input:not([type=hidden]), select, textarea, summary, label, [contenteditable=true],' +
    '[role=button], [role=link], [role=tab], [role=radio], [role=checkbox], [role=switch], [role=option],' +
    '[role=menuitem], [role=spinbutton], [role=slider], [role=combobox], [role=textbox], [role=searchbox]';
  const FIELDS = 'input:not([type=hidden]):not([type=button]):not([type=submit]):not([type=reset]), select, textarea,' +
    '[contenteditable=true], [role=textbox], [role=searchbox], [role=combobox]';
  const ROWS = 'li, tr, article, section, fieldset, dialog, details, [role=listitem], [role=row], [role=group],' +
    '[role=dialog], main, body';
  const UNREAD = new Set(['RT', 'RP', 'SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'HEAD', 'DATALIST']);

  const squash = text => text.replace(/\s+/g, ' ').trim();

  const drawn = element => element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });

  // Things clipped to a point are there for screen readers only.
  const clipped = element => {
    const box = element.getBoundingClientRect();
    return box.width <= 1 && box.height <= 1 && getComputedStyle(element).overflow !== 'visible';
  };

  const shown = element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && drawn(element) &&
      element.checkVisibility({ opacityProperty: true, checkOpacity: true });
  };

  const ownValue = element => {
    if (element instanceof HTMLSelectElement) return [...element.selectedOptions].map(o => o.text).join(' ');
    if (element instanceof HTMLTextAreaElement) return element.value || element.placeholder;
    if (!(element instanceof HTMLInputElement)) return null;
    if (['hidden', 'checkbox', 'radio', 'file', 'range', 'color'].includes(element.type)) return '';
    if (element.type === 'password') return '•'.repeat(element.value.length);
    return element.value || element.placeholder;
  };

  // All text that a sighted person reads below `node`, in order, without readings.
  const sight = (node, out) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) { out.push(child.data); continue; }
      if (child.nodeType !== Node.ELEMENT_NODE || UNREAD.has(child.tagName) || clipped(child)) continue;
      const style = getComputedStyle(child);
      if (style.display === 'none') continue;
      const hidden = style.display !== 'contents' && !drawn(child);
      const block = !style.display.startsWith('inline') && !style.display.startsWith('ruby') &&
        style.display !== 'contents';
      if (block || child.tagName === 'BR') out.push('\n');
      const value = ownValue(child);
      if (value !== null) { if (!hidden) out.push(' ', value, ' '); }
      // A hidden element's children may be shown again (visibility), but not those of a closed <details>.
      else if (!hidden || style.visibility === 'hidden') sight(child, out);
      if (block) out.push('\n');
    }
  };

  const visibleText = root => {
    const out = [];
    sight(root || document.body, out);
    return out.join('').replace(/[^\S\n]+/g, ' ').replace(/ ?\n[ \n]*/g, '\n').trim();
  };

  // What a screen reader would say for `element`'s content.
  const spoken = element => {
    const out = [];
    const walk = node => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) { out.push(child.data); continue; }
        if (child.nodeType !== Node.ELEMENT_NODE || UNREAD.has(child.tagName)) continue;
        if (child.getAttribute('aria-hidden') === 'true') continue;
        const style = getComputedStyle(child);
        if (style.display === 'none' || style.visibility === 'hidden') continue;
        if (child.hasAttribute('aria-label')) { out.push(' ', child.getAttribute('aria-label'), ' '); continue; }
        if (child.tagName === 'IMG') { out.push(child.alt); continue; }
        if (ownValue(child) !== null) continue;
        if (!style.display.startsWith('inline') && !style.display.startsWith('ruby')) out.push(' ');
        walk(child);
      }
    };
    walk(element);
    return squash(out.join(''));
  };

  // The accessible name, in the order of the W3C's "Accessible Name and Description Computation" 1.2.
  const nameOf = element => {
    const by = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)
      .map(id => document.getElementById(id)).filter(Boolean)
      .map(e => e.getAttribute('aria-label') || spoken(e));
    if (by.length) return squash(by.join(' '));
    const label = element.getAttribute('aria-label');
    if (label && label.trim()) return squash(label);
    if (element.labels && element.labels.length) return squash([...element.labels].map(spoken).join(' '));
    if (['submit', 'button', 'reset'].includes(element.type) && element.tagName === 'INPUT') return element.value;
    if (ownValue(element) === null) {
      const content = spoken(element);
      if (content) return content;
    }
    return squash(element.getAttribute('title') || element.getAttribute('placeholder') || '');
  };

  const roleOf = element => {
    const said = element.getAttribute('role');
    if (said) return said.split(' ')[0];
    const tag = element.tagName.toLowerCase();
    if (tag === 'a') return 'link';
    if (tag === 'summary') return 'button';
    if (tag === 'textarea') return 'textbox';
    if (tag === 'select') return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
    if (tag !== 'input') return tag;
    const byType = { button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox',
      radio: 'radio', range: 'slider', number: 'spinbutton', search: 'searchbox' };
    return byType[element.type] || 'textbox';
  };

  // A styled radio, checkbox or file field hides its own box: a person taps its label.
  const stand_in = element => {
    if (shown(element) || !element.labels) return element;
    return [...element.labels].find(shown) || element;
  };

  const beside = (elements, text) => {
    const rows = elements.map(element => {
      const above = [];
      for (let at = element.closest(ROWS); at; at = at.parentElement && at.parentElement.closest(ROWS)) above.push(at);
      return above;
    });
    const deepest = Math.max(0, ...rows.map(r => r.length));
    for (let level = 0; level < deepest; level++) {
      const found = elements.filter((_, i) => rows[i][level] && squash(visibleText(rows[i][level])).includes(text));
      if (found.length) return found;
    }
    return [];
  };

  const candidates = target => {
    const modal = [...document.querySelectorAll('dialog:modal')].pop();
    const scope = modal || document;
    const wanted = target.test_id ? `[data-testid="${CSS.escape(target.test_id)}"]` : target.field ? FIELDS : CONTROLS;
    return [...scope.querySelectorAll(wanted)]
      .filter(e => !e.closest('[inert]'))
      .filter(e => target.field && e.type === 'file' ? true : shown(stand_in(e)))
      .filter(e => !target.role || roleOf(e) === target.role);
  };

  // What says how things are (role=status) is named whole or not at all: it stands on every page, and a part of its
  // words would be tapped while the page with the control that is meant still comes.
  const says = element => element.querySelector('[role=status]') !== null;

  const named = (elements, wanted) => {
    const names = elements.map(e => [nameOf(e), squash(ownValue(e) === null ? visibleText(e) : '')]);
    const whole = elements.filter((_, i) => names[i].includes(wanted));
    const inPart = (e, i) => !says(e) && names[i].some(name => name.includes(wanted));
    const found = whole.length ? whole : elements.filter(inPart);
    // A label and the field it names are one thing to a person, and so are a link and the button in it.
    return found.filter(e => !(e.tagName === 'LABEL' && e.control && found.includes(e.control)) &&
      !found.some(other => other !== e && e.contains(other) && e.tagName === 'LABEL'));
  };

  // Gives { element, kind, place, filled } or { why }.
  const find = target => {
    const all = candidates(target);
    let found = target.name == null ? all : named(all, squash(target.name));
    if (target.inside != null) found = beside(found, squash(target.inside));
    if (target.nth != null) found = found.slice(target.nth, target.nth + 1);
    if (found.length !== 1) {
      const names = (found.length ? found : all).map(e => `${roleOf(e)} 「${nameOf(e)}」`).join(', ');
      return { why: found.length ? `${found.length} match: ${names}` : `it is not among: ${names}` };
    }
    const control = found[0];
    if (control.matches(':disabled') || control.getAttribute('aria-disabled') === 'true') return { why: 'it is disabled' };
    const element = target.field && control.type === 'file' ? control : stand_in(control);
    const box = element.getBoundingClientRect();
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!at || !element.contains(at)) element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = element.getBoundingClientRect();
    const kind = element.isContentEditable ? 'text' : control.tagName === 'SELECT' ? 'select' : control.type || 'text';
    const place = [x, y, width, height].map(Math.round);
    return { element, kind, place, filled: Boolean(control.value || (element.isContentEditable && element.textContent)) };
  };

  // Sets a field whose keys depend on the browser's language (dates, times), as its own picker would.
  const set = (element, value) => {
    const proto = Object.getPrototypeOf(element);
    Object.getOwnPropertyDescriptor(proto, 'value').set.call(element, value);
    element.dispatchEvent(new Event('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
    return element.value;
  };

  const choose = (select, text) => {
    const wanted = squash(text);
    const options = [...select.options];
    const option = options.find(o => squash(o.text) === wanted) || options.find(o => squash(o.text).includes(wanted));
    if (!option) return { why: 'the choices are ' + options.map(o => `「${squash(o.text)}」`).join(', ') };
    select.focus();
    set(select, option.value);
    return {};
  };

  // WebKitGTK's driver does not notice when what it taps moves away before its finger comes down, or is drawn anew
  // before it is lifted: then there is no click.
  const expectTap = element => {
    const landed = event => {
      const control = event.target.closest?.(CONTROLS);
      window.tanomoTap = element.contains(event.target) ? { hit: true, clicked: false }
        : { hit: false, on: control ? `${roleOf(control)} 「${nameOf(control)}」` : null };
    };
    window.tanomoTap = { hit: false, on: null };
    addEventListener('pointerdown', landed, { capture: true, once: true });
    addEventListener('click', () => { window.tanomoTap.clicked = true; }, { capture: true, once: true });
  };

  return { squash, visibleText, nameOf, roleOf, shown, find, set, choose, expectTap };
})();
