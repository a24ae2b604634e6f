import { html } from '../html.ts';
import { styles } from './styles.ts';

/** The sheet of all pages plus that of the docs page. */
export const docsStyles = html`${styles}
main,header{max-width:60rem}
nav ul{list-style:none;margin:0 0 .75rem;padding:0}
nav li{break-inside:avoid}
nav li a:has(.method){padding-left:3.8rem;text-indent:-3.8rem}
nav .method{text-indent:0}
nav a{display:block;padding:.5rem 0;text-decoration:none}
nav a:hover{text-decoration:underline}
h2{font-size:1.25rem;margin:1.5rem 0 .5rem}
h3{font-size:1.0625rem;margin:0 0 .5rem}
h4{font-size:.9375rem;margin:1rem 0 .375rem}
pre{margin:0 0 .75rem;padding:.75rem;overflow-x:auto;background:var(--ground);border:1px solid var(--line);border-radius:.5rem;font-size:.8125rem;line-height:1.5;word-break:normal;overflow-wrap:normal}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em}
pre code{font-size:1em}
.method{display:inline-block;min-width:3.5rem;font:600 .8125rem ui-monospace,Menlo,Consolas,monospace;color:var(--accent)}
.method.post{color:var(--good)}
details{margin:.5rem 0}
summary{min-height:2.75rem;padding:.5rem 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line)}
th{color:var(--soft);font-weight:600}
@media (max-width:40rem){thead{position:absolute;left:-100rem}tr{display:block;padding:.5rem 0;border-top:1px solid var(--line)}th,td{display:block;border:0;padding:.125rem 0}}
@media (max-width:40rem){dl{display:block}dd{margin:0 0 .5rem}}
@media (min-width:64rem){nav ul{columns:2}}
`;
