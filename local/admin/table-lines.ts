import { displayWidth, fitted } from '../demo/terminal/display-width.ts';

/** Rows under their heading, in columns as wide as what stands in them. */
export function tableLines(heading: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...rows].map((row) => displayWidth(row[column] ?? ''))),
  );
  return [heading, ...rows].map((row) =>
    row
      .map((cell, column) => fitted(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
