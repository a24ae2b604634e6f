// @ts-check
/** @import { EscalationDetail } from '../schemas/api/escalations.ts' */
/** @import { Api, CasePage, Staff } from './api.js' */
/** @import { Session } from './session.js' */
import { ApiProblem, createApi, findApi } from './api.js';
import { barView } from './bar-view.js';
import { caseScreen } from './case-screen.js';
import { announce, element, replaceKeepingFocus } from './dom.js';
import { helpDialog } from './help-dialog.js';
import { listenToKeys } from './keys.js';
import { listView } from './list-view.js';
import { problemWords } from './problem-words.js';
import { endSession, keepLanguage, keepSession, readLanguage, readSession } from './session.js';
import { signInView } from './sign-in-view.js';
import { texts } from './texts.js';

const pollMs = 10_000;

const baseUrl = await findApi();
let language = readLanguage();
/** @type {Session | null} */
let session = readSession();
/** @type {Api | null} */
let api = session === null ? null : createApi(baseUrl, session.apiKey);
/** @type {Staff | null} */
let staff = null;
/**
 * What was read last, with the tag by which the API tells whether it still holds.
 * @type {{ page: CasePage, etag: string | undefined } | null}
 */
let list = null;
/** @type {EscalationDetail | null} */
let open = null;
let isMine = false;
let notice = '';
/** Rises with every change of place, so that an answer that comes late is known for one. */
let place = 0;

const main = /** @type {HTMLElement} */ (document.querySelector('#main'));
const bar = /** @type {HTMLElement} */ (document.querySelector('.bar'));
const text = () => texts[language];
const caseId = () => location.hash.replace(/^#\/?/, '');
const typed = () => main.querySelector('textarea')?.value ?? '';

function show() {
  const words = text();
  document.documentElement.lang = language;
  document.title = open === null ? words.title : `${open.title} · ${words.title}`;
  const skip = document.querySelector('#skip');
  if (skip !== null) skip.textContent = words.skip;
  showBar();
  if (session === null)
    return main.replaceChildren(
      signInView({ text: words, apiFor: (key) => createApi(baseUrl, key), onSignedIn: enter }),
    );
  if (caseId() === '') return showList();
  if (open !== null && staff !== null) showCase(open, { agentId: session.agentId, staff });
}

function showBar() {
  const me = staff?.items.find(({ agentId }) => agentId === session?.agentId)?.name;
  const owner = { title: staff?.companyName ?? text().title, me };
  const onLeave = session === null ? null : leave;
  bar.replaceChildren(...barView({ text: text(), language, owner, onLanguage: otherLanguage, onLeave }));
}

function showList() {
  if (list === null) return;
  const options = { text: text(), language, isMine, onMine: narrow, onMore: () => act(more) };
  replaceKeepingFocus(main, [...noticeView(), listView(list.page, options)]);
}

/**
 * @param {EscalationDetail} found
 * @param {{ agentId: string, staff: Staff }} seat
 */
function showCase(found, seat) {
  const options = { ...seat, text: text(), language, notice: noticeView(), typed: typed(), onAct: perform };
  replaceKeepingFocus(main, caseScreen(found, options));
}

const noticeView = () => (notice === '' ? [] : [element('p', { class: 'notice', role: 'alert' }, notice)]);

/** @param {Session} entered */
function enter(entered) {
  session = entered;
  keepSession(entered);
  api = createApi(baseUrl, entered.apiKey);
  go();
}

function leave() {
  endSession();
  session = null;
  api = null;
  staff = null;
  list = null;
  open = null;
  location.hash = '#/';
  show();
}

function otherLanguage() {
  language = language === 'ko' ? 'en' : 'ko';
  keepLanguage(language);
  show();
}

/** @param {boolean} mine */
function narrow(mine) {
  isMine = mine;
  list = null;
  go();
}

/** To the place that the address names. */
function go() {
  place += 1;
  open = null;
  act(look).then(() => {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  });
}

/** Reads what is shown anew, if it has changed. */
async function look() {
  if (api === null || session === null) return show();
  const [asked, id] = [place, caseId()];
  staff ??= await api.staff();
  if (id === '') {
    const news = await api.list({ agent: isMine ? session.agentId : undefined }, list?.etag);
    if (asked !== place) return;
    if (news !== null) list = { page: news.body, etag: news.etag };
    return show();
  }
  const news = await api.read(id, open?.etag);
  if (asked !== place || news === null) return;
  const isUpdate = open !== null;
  open = news.body;
  if (isUpdate) announce(text().taken);
  show();
}

async function more() {
  if (api === null || session === null || list?.page.nextCursor === undefined) return;
  const { items, nextCursor } = list.page;
  const next = await api.list({ agent: isMine ? session.agentId : undefined, cursor: nextCursor });
  if (next === null) return;
  list = { page: { ...next.body, items: [...items, ...next.body.items] }, etag: undefined };
  show();
}

/**
 * Something the agent does to the open case. When it has changed meanwhile they see it anew, with what they typed.
 * @param {string} action
 * @param {object} [body]
 */
function perform(action, body = {}) {
  const seen = open;
  if (api === null || session === null || seen === null) return;
  const { agentId } = session;
  const used = api;
  notice = '';
  act(async () => {
    try {
      await used.act(seen, action, { agentId, ...body });
      list = null;
      if (action === 'reply') notice = text().replied;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      notice = problemWords(problem, text());
    }
    announce(notice);
    // The tag is forgotten, so that the notice is shown even where nothing has changed.
    if (open !== null) open = { ...open, etag: '' };
    await look();
  });
}

/**
 * Runs `work`; what the API has against it is shown in words.
 * @param {() => Promise<void>} work
 */
async function act(work) {
  try {
    await work();
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    if (problem.code === 'unauthorized') leave();
    notice = problemWords(problem, text());
    announce(notice);
    main.querySelector('.notice')?.remove();
    main.prepend(...noticeView());
  }
}

addEventListener('hashchange', () => {
  notice = open !== null && caseId() === '' ? notice : '';
  go();
});
setInterval(() => {
  if (!document.hidden && session !== null) act(look);
}, pollMs);
listenToKeys({ main, help: () => helpDialog(text()), back: () => (location.hash = '#/') });
show();
if (session !== null) go();
