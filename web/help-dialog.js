// @ts-check
/** @import { Texts } from './texts.js' */
import { element } from './dom.js';

/** @param {Texts} text */
export function helpDialog(text) {
  const rows = Object.entries(text.keys).flatMap(([key, meaning]) => [
    element('dt', {}, element('kbd', {}, key)),
    element('dd', {}, meaning),
  ]);
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'help', onclose: () => dialog.remove() },
    element('h2', { id: 'help' }, text.help),
    element('dl', {}, rows),
    element('p', {}),
    element('form', { method: 'dialog' }, element('button', {}, text.close)),
  );
  document.body.append(dialog);
  dialog.showModal();
}
