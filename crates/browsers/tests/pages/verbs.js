const said = document.getElementById('said');
const say = text => { said.textContent = text; };
for (const button of document.querySelectorAll('[data-said]')) {
  button.addEventListener('click', event => { if (event.isTrusted) say(button.dataset.said); });
}
document.getElementById('later').addEventListener('click', () => {
  setTimeout(() => {
    const button = document.createElement('button');
    button.textContent = '出てきた';
    button.addEventListener('click', () => say('出てきたものを押した'));
    said.after(button);
  }, 400);
});
const sure = document.getElementById('sure');
document.getElementById('ask').addEventListener('click', () => sure.showModal());
for (const button of sure.querySelectorAll('button')) button.addEventListener('click', () => sure.close());
for (const field of document.querySelectorAll('input, select, textarea')) {
  field.addEventListener('input', () => { window.lastInput = field.id || field.value; });
}
document.getElementById('file').addEventListener('change', async event => say(await event.target.files[0].text()));
document.addEventListener('keydown', event => {
  if (event.key === 'z' && event.ctrlKey) say('取り消した');
});
