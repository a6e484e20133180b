// Puts visits right as a person does, control by control, as fast as the page answers.
window.edits = (() => {
  const until = look => new Promise((done, failed) => {
    const check = () => {
      const found = look();
      if (!found) return;
      observer.disconnect();
      clearTimeout(late);
      done(found);
    };
    const observer = new MutationObserver(check);
    const late = setTimeout(() => {
      observer.disconnect();
      failed(new Error(`waited for ${look} and saw ${document.body.innerText.slice(0, 600)}`));
    }, 30_000);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    check();
  });
  const button = name => [...document.querySelectorAll('button')].find(one =>
    (one.getAttribute('aria-label') ?? one.textContent).trim() === name && !one.disabled);
  const field = name => [...document.querySelectorAll('label')].find(one =>
    one.textContent.trim().startsWith(name) && one.control)?.control;

  const go = path => {
    const link = document.createElement('a');
    link.href = path;
    document.body.append(link);
    link.click();
    link.remove();
  };
  const type = (input, value) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, value);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };

  /** One more than what the form shows. */
  const changes = {
    minutes: async () => {
      const minutes = await until(() => field('かかった時間'));
      type(minutes, String(Number(minutes.value) + 1));
    },
    bags: async () => (await until(() => button('ごみ袋を増やす'))).click(),
  };

  const one = async (visit, what) => {
    go(`/visits/${visit}`);
    await until(() => location.pathname === `/visits/${visit}` && !button('なおして保存'));
    (await until(() => button('なおす'))).click();
    await changes[what]();
    (await until(() => button('なおして保存'))).click();
    await until(() => !button('なおして保存') && document.body.innerText.includes('なおしました'));
  };

  /** Starts; `window.edited` is the number done, or in the end `'done'` or an error. */
  const start = async (visits, times, what) => {
    try {
      for (window.edited = 0; window.edited < times; window.edited += 1) await one(visits[window.edited % visits.length], what);
      window.edited = 'done';
    } catch (why) {
      window.edited = String(why);
    }
  };
  return { until, button, start };
})();
