/** The content of an answer request's user message. */
export interface AnswerRequest {
  readonly inquiry: string;
  readonly attachmentText: string;
  readonly passages: readonly RequestPassage[];
  /** ISO 639-1, or `und`. */
  readonly language: string;
}

export interface RequestPassage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Reads the tags of the prompt; `undefined` when it has no inquiry or no passages element. */
export function readAnswerPrompt(userText: string): AnswerRequest | undefined {
  const inquiry = contentOf(userText, 'inquiry');
  const passages = contentOf(userText, 'passages');
  if (inquiry === undefined || passages === undefined) return undefined;
  const inner = contentOf(inquiry, 'attachment_text');
  const outer = contentOf(userText.replace(inquiry, ''), 'attachment_text');
  return {
    inquiry: unescapeXml(
      inner === undefined ? inquiry : inquiry.replace(`<attachment_text>${inner}</attachment_text>`, ''),
    ),
    attachmentText: unescapeXml(inner ?? outer ?? ''),
    passages: readPassages(passages),
    language: unescapeXml(contentOf(userText, 'answer_language') ?? 'und').trim(),
  };
}

/** The tag's content; escaped text inside holds no angle brackets, so the first closing tag is the right one. */
function contentOf(text: string, tag: string): string | undefined {
  const start = text.indexOf(`<${tag}>`);
  const end = text.indexOf(`</${tag}>`, start);
  return start < 0 || end < 0 ? undefined : text.slice(start + tag.length + 2, end);
}

function readPassages(xml: string): readonly RequestPassage[] {
  return [...xml.matchAll(/<passage ([^<>]*)>([^<>]*)<\/passage>/gu)].map(([, attributes = '', text = '']) => ({
    id: unescapeXml(/\bid="([^"]*)"/u.exec(attributes)?.[1] ?? ''),
    title: unescapeXml(/\btitle="([^"]*)"/u.exec(attributes)?.[1] ?? ''),
    text: unescapeXml(text),
  }));
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
