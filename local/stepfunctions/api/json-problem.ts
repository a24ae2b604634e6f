/** Why a text is not JSON, in the words of AWS where they are known; undefined when it is. */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    if (text.trim() === '') return 'Invalid execution input.';
    const word = /^\s*([A-Za-z_$][\w$]*)/.exec(text)?.[1];
    if (word !== undefined)
      return `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
    const name = /^\s*\{\s*([^"}\s])/.exec(text)?.[1];
    if (name !== undefined)
      return `Unexpected character ('${name}' (code ${name.charCodeAt(0)})): was expecting double-quote to start field name`;
    return error instanceof Error ? error.message : 'not JSON';
  }
}
