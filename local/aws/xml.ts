export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

const KEPT_CONTROLS: ReadonlySet<string> = new Set(['\n', '\r', '\t']);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes for XML and HTML text and attributes; control characters that XML 1.0 cannot hold become U+FFFD. */
export function escapeXml(text: string): string {
  return replaceControls(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function replaceControls(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => (KEPT_CONTROLS.has(character) ? character : '\uFFFD'));
}
