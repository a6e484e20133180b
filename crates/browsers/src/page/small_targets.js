// Needs LEAST (CSS pixels) and page.js.
const CHECKED = 'button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button], [role=link],' +
  '[role=tab], [role=radio], [role=checkbox], [role=switch], [role=menuitem], [role=option]';

const large = element => {
  const box = element.getBoundingClientRect();
  // Layout rounds: 44 px of 2.75 rem may measure 43.99.
  return box.width >= LEAST - 0.1 && box.height >= LEAST - 0.1;
};

// A link that stands in a sentence: its parent holds other words beside it.
const in_a_line = element => {
  if (element.tagName !== 'A' || getComputedStyle(element).display !== 'inline') return false;
  return [...element.parentElement.childNodes]
    .some(node => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 0);
};

const label_is_target = element =>
  element.matches('input[type=radio], input[type=checkbox], input[type=file]') &&
  [...(element.labels || [])].some(label => tanomo.shown(label) && large(label));

return [...document.querySelectorAll(CHECKED)]
  .filter(element => tanomo.shown(element) || (element.labels && [...element.labels].some(tanomo.shown)))
  .filter(element => !large(element) && !in_a_line(element) && !label_is_target(element))
  .map(element => {
    const box = element.getBoundingClientRect();
    return { control: `${tanomo.roleOf(element)} 「${tanomo.nameOf(element)}」`,
      width: box.width, height: box.height, html: element.outerHTML.slice(0, 200) };
  });
