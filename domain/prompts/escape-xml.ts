const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that stays text between tags. */
export const escapeXmlText = (text: string): string => text.replaceAll(/[&<>]/g, (found) => entities[found] ?? found);

/** Text that stays text inside a double-quoted attribute. */
export const escapeXmlAttribute = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (found) => entities[found] ?? found);
