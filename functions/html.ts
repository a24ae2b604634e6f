/** Markup that is safe to send. Only the tag `html` makes it, and it escapes whatever is not markup already. */
class Html {
  readonly #markup: string;

  constructor(strings: readonly string[], values: readonly HtmlValue[]) {
    this.#markup = strings.map((text, index) => text + (index < values.length ? markupOf(values[index]) : '')).join('');
  }

  toString(): string {
    return this.#markup;
  }
}

export type { Html };

/** Values of a template: text and numbers are escaped, lists are joined, `null` and `false` are empty. */
export type HtmlValue = string | number | Html | readonly HtmlValue[] | null | undefined | false;

/** Text is escaped for element content and for quoted attribute values; attributes must be quoted. */
export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html => new Html(strings, values);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => entities[found] ?? found);

function markupOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(markupOf).join('');
}
