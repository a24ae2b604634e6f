// @ts-check
/** @typedef {Node | string | null | false | readonly (Node | string)[]} Child */

/**
 * One element. Text is set as text, never as markup, so that nothing a customer wrote can act.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string | boolean | ((event: Event) => void)>>} attributes `on…` are listeners
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false) made.setAttribute(name, value);
  }
  for (const child of children.flat()) if (child !== null && child !== false) made.append(child);
  return made;
}

/** @param {string} text the label for screen readers */
export function announce(text) {
  const live = document.querySelector('#live');
  if (live !== null) live.textContent = text;
}

/**
 * Replaces the children and restores the focus, if its element is still there.
 * @param {HTMLElement} parent
 * @param {readonly Node[]} children
 */
export function replaceKeepingFocus(parent, children) {
  const { activeElement } = document;
  const [id, href] = [activeElement?.id, activeElement?.getAttribute('href')];
  parent.replaceChildren(...children);
  const again = id
    ? parent.querySelector(`#${CSS.escape(id)}`)
    : href
      ? parent.querySelector(`[href="${CSS.escape(href)}"]`)
      : null;
  if (again instanceof HTMLElement) again.focus();
}
