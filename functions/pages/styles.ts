import { html } from '../html.ts';

/** One sheet for all pages. Colours keep WCAG AA contrast in both schemes; sizes follow the reader's settings. */
export const styles = html`
:root{color-scheme:light dark;--ink:#1a1f2b;--soft:#515a6b;--paper:#fff;--ground:#f3f5f8;--line:#d5dbe5;--accent:#1f5fbf;--on-accent:#fff;--good:#176b3a;--warn:#8a4b00;--bad:#a3222d;--mark:#eaf1fc}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebf1;--soft:#aab3c2;--paper:#1b2029;--ground:#12161d;--line:#39414f;--accent:#8ab6ff;--on-accent:#0c1a30;--good:#7fd6a2;--warn:#f0b56a;--bad:#ff9aa2;--mark:#22304a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Apple SD Gothic Neo","Noto Sans KR","Malgun Gothic",sans-serif;overflow-wrap:anywhere;word-break:keep-all}
main,header,footer{max-width:42rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.5rem;color:var(--soft)}
footer{padding-bottom:2rem;color:var(--soft);font-size:.875rem}
h1{font-size:1.5rem;line-height:1.3;margin:.25rem 0 1rem}
h2{font-size:1.0625rem;margin:0 0 .5rem}
section,article,form{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.125rem;margin:0 0 1rem}
article form,section form{border:0;padding:0;margin:1rem 0 0}
p{margin:0 0 .75rem}
p:last-child{margin-bottom:0}
a{color:var(--accent)}
.text{white-space:pre-wrap}
.soft{color:var(--soft)}
.small{font-size:.875rem}
.badge{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .625rem;font-size:.875rem;font-weight:600}
.badge.good{color:var(--good)}.badge.warn{color:var(--warn)}.badge.bad{color:var(--bad)}.badge.plain{color:var(--accent)}
.error{color:var(--bad);font-weight:600}
ol.steps{list-style:none;margin:0;padding:0}
ol.steps li{position:relative;padding:0 0 1rem 2rem}
ol.steps li:last-child{padding-bottom:0}
ol.steps li::before{content:"";position:absolute;left:.25rem;top:.375rem;width:.875rem;height:.875rem;border-radius:50%;background:var(--good)}
ol.steps li::after{content:"";position:absolute;left:.625rem;top:1.375rem;bottom:-.25rem;width:2px;background:var(--line)}
ol.steps li:last-child::after{display:none}
ol.steps li[aria-current]::before{background:var(--paper);border:3px solid var(--accent)}
ol.steps time{display:block;color:var(--soft);font-size:.875rem}
blockquote{margin:.25rem 0 .75rem;padding:.25rem .75rem;border-left:3px solid var(--accent);background:var(--mark)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--soft)}dd{margin:0}
summary{cursor:pointer;min-height:1.75rem}
label{display:block;font-weight:600;margin-bottom:.375rem}
textarea{width:100%;min-height:14rem;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--soft);border-radius:.5rem;padding:.625rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.375rem 1.25rem;border-radius:.5rem;border:2px solid var(--accent);background:var(--accent);color:var(--on-accent);cursor:pointer}
button.quiet{background:transparent;color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}
@media print{form,.skip{display:none}}
`;
