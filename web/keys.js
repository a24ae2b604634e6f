// @ts-check
/**
 * The keyboard: j and k move through the cases, Enter opens (they are links), r goes to the reply or claims, Esc goes
 * back. Letters typed into a field are text.
 * @param {{ main: HTMLElement, help: () => void, back: () => void }} options
 */
export function listenToKeys({ main, help, back }) {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') !== null) return;
    const isField = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
    if (event.key === 'Escape') return isField && event.target instanceof HTMLElement ? event.target.blur() : back();
    if (isField) return;
    const press = { j: () => move(main, 1), k: () => move(main, -1), r: () => toReply(main), '?': help }[event.key];
    if (press === undefined) return;
    event.preventDefault();
    press();
  });
}

/**
 * @param {HTMLElement} main
 * @param {1 | -1} step
 */
function move(main, step) {
  const links = [...main.querySelectorAll('a.case')].filter((link) => link instanceof HTMLElement);
  const present = links.findIndex((link) => link.matches(':focus'));
  const next = present === -1 ? 0 : Math.min(links.length - 1, Math.max(0, present + step));
  links[next]?.focus();
}

/** @param {HTMLElement} main */
function toReply(main) {
  const target = main.querySelector('#reply') ?? main.querySelector('#claim');
  if (target instanceof HTMLElement) target.focus();
}
