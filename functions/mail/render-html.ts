import type { WordLanguage } from '../../domain/words/word-language.ts';
import { type Html, html } from '../html.ts';
import { bodyText, type Fact, type MailBlock, oneLine } from './blocks.ts';

// Mail clients drop style sheets and know no flexbox, so styles stand in the elements and tables lay out the page.
const fontFamily =
  "-apple-system,BlinkMacSystemFont,'Segoe UI','Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Noto Sans CJK KR',Roboto,sans-serif";
const wrap = 'word-break:keep-all;overflow-wrap:anywhere;';
const bodyStyle = `margin:0;padding:0;background:#f1f3f5;font-family:${fontFamily};-webkit-text-size-adjust:100%;`;
const cardStyle = 'max-width:600px;background:#ffffff;border-radius:10px;';
const companyStyle = `padding:18px 24px 0;color:#5b6470;font-size:14px;font-weight:600;${wrap}`;
const headingStyle = `margin:28px 0 8px;color:#14181f;font-size:16px;line-height:1.4;${wrap}`;
const paragraphStyle = `margin:14px 0;color:#14181f;font-size:16px;line-height:1.65;${wrap}`;
const quoteStyle = `margin:10px 0;padding:12px 14px;background:#f6f8fa;border-left:3px solid #c9d1d9;border-radius:0 6px 6px 0;color:#24292f;font-size:15px;line-height:1.6;${wrap}`;
const labelStyle =
  'padding:7px 14px 7px 0;border-bottom:1px solid #eceff2;color:#5b6470;font-size:14px;vertical-align:top;white-space:nowrap;';
const valueStyle = `padding:7px 0;border-bottom:1px solid #eceff2;color:#14181f;font-size:15px;width:100%;${wrap}`;
const itemStyle = `margin:0 0 6px;color:#24292f;font-size:15px;line-height:1.55;${wrap}`;
const noteStyle = `margin:14px 0;color:#5b6470;font-size:13px;line-height:1.6;${wrap}`;

export interface HtmlMail {
  readonly language: WordLanguage;
  readonly title: string;
  readonly companyName: string;
  readonly accentColor: string;
  readonly blocks: readonly MailBlock[];
}

/** A whole HTML document without scripts, style sheets or anything to load. */
export function htmlOf({ language, title, companyName, accentColor, blocks }: HtmlMail): string {
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title></head>
<body style="${bodyStyle}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f1f3f5"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="${cardStyle}border-top:4px solid ${accentColor}">
<tr><td style="${companyStyle}">${oneLine(companyName, 120)}</td></tr>
<tr><td style="padding:4px 24px 20px">
${blocks.map((block) => blockHtml(block, accentColor))}
</td></tr></table>
</td></tr></table>
</body>
</html>
`.toString();
}

function blockHtml(block: MailBlock, accentColor: string): Html {
  switch (block.kind) {
    case 'heading':
      return html`<h2 style="${headingStyle}">${bodyText(block.text)}</h2>\n`;
    case 'paragraph':
      return html`<p style="${paragraphStyle}">${linesHtml(block.text)}</p>\n`;
    case 'facts':
      return factsHtml(block.rows);
    case 'quote':
      return quoteHtml(block);
    case 'list':
      return html`<ul style="margin:10px 0;padding:0 0 0 20px">${block.items.map(itemHtml)}</ul>\n`;
    case 'button':
      return buttonHtml(block, accentColor);
    case 'note':
      return html`<p style="${noteStyle}">${linesHtml(block.text)}</p>\n`;
    default:
      block satisfies never;
      return html``;
  }
}

/** Outlook drops `white-space: pre-line`, so line breaks become elements. */
const linesHtml = (text: string): Html[] =>
  bodyText(text)
    .split('\n')
    .map((line, index) => (index === 0 ? html`${line}` : html`<br>\n${line}`));

const itemHtml = (item: string): Html => html`<li style="${itemStyle}">${bodyText(item)}</li>`;

const factsHtml = (rows: readonly Fact[]): Html =>
  html`<table width="100%" cellpadding="0" cellspacing="0" style="margin:14px 0;border-top:1px solid #eceff2">${rows.map(
    ({ label, value }) =>
      html`<tr><th scope="row" align="left" style="${labelStyle}font-weight:400">${label}</th><td style="${valueStyle}">${bodyText(value)}</td></tr>`,
  )}</table>\n`;

const quoteHtml = ({ title, text }: { readonly title?: string; readonly text: string }): Html =>
  html`<div style="${quoteStyle}">${title !== undefined && html`<strong style="display:block;margin:0 0 4px">${oneLine(title, 500)}</strong>`}${linesHtml(text)}</div>\n`;

const buttonHtml = ({ label, url }: { readonly label: string; readonly url: string }, accentColor: string): Html =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:20px 0"><tr><td align="center" bgcolor="${accentColor}" style="border-radius:8px"><a href="${url}" style="display:block;padding:14px 20px;color:#ffffff;font-size:16px;font-weight:600;line-height:1.4;text-decoration:none">${label}</a></td></tr></table>\n`;
