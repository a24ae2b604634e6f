// @ts-check
/** @import { Api } from './api.js' */
/** @import { Wishes } from './screen.js' */
import { ApiProblem, createApi, findApi } from './api.js';
import { announce } from './dom.js';
import { helpDialog } from './help-dialog.js';
import { listenToKeys } from './keys.js';
import { problemWords } from './problem-words.js';
import { caseId, main, showNotice, show as showState } from './screen.js';
import { endSession, keepLanguage, keepSession } from './session.js';
import { firstState } from './state.js';
import { texts } from './texts.js';

const pollMs = 10_000;

const baseUrl = await findApi();
let state = firstState();
/** @type {Api | null} */
let api = state.session === null ? null : createApi(baseUrl, state.session.apiKey);
/** Raised with every change of place, so that a late answer is recognized. */
let place = 0;

const text = () => texts[state.language];
const show = () => showState(state, wishes);

/** @type {Wishes} */
const wishes = {
  apiFor: (key) => createApi(baseUrl, key),
  onSignedIn(session) {
    state.session = session;
    keepSession(session);
    api = createApi(baseUrl, session.apiKey);
    go();
  },
  onLeave: leave,
  onLanguage() {
    state.language = state.language === 'ko' ? 'en' : 'ko';
    keepLanguage(state.language);
    show();
  },
  onMine(isMine) {
    state = { ...state, isMine, list: null };
    go();
  },
  onMore: () => act(more),
  onAct: perform,
};

function leave() {
  endSession();
  api = null;
  state = { ...state, session: null, staff: null, list: null, open: null };
  location.hash = '#/';
  show();
}

/** Goes to the place in the address. */
function go() {
  place += 1;
  state.open = null;
  act(look).then(() => {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  });
}

/** Refreshes the shown data if it has changed. */
async function look() {
  const { session, isMine } = state;
  if (api === null || session === null) return show();
  const [asked, id] = [place, caseId()];
  state.staff ??= await api.staff();
  if (id === '') {
    const news = await api.list({ agent: isMine ? session.agentId : undefined }, state.list?.etag);
    if (asked !== place) return;
    if (news !== null) state.list = { page: news.body, etag: news.etag };
    return show();
  }
  const news = await api.read(id, state.open?.etag);
  if (asked !== place || news === null) return;
  const isUpdate = state.open !== null;
  state.open = news.body;
  if (isUpdate) announce(text().taken);
  show();
}

async function more() {
  const { session, list, isMine } = state;
  if (api === null || session === null || list?.page.nextCursor === undefined) return;
  const { items, nextCursor } = list.page;
  const next = await api.list({ agent: isMine ? session.agentId : undefined, cursor: nextCursor });
  if (next === null) return;
  state.list = { page: { ...next.body, items: [...items, ...next.body.items] }, etag: undefined };
  show();
}

/**
 * An agent's action on the open case. If it has changed meanwhile, it is shown again with the typed text kept.
 * @param {string} action
 * @param {object} [body]
 */
function perform(action, body = {}) {
  const { open, session } = state;
  if (api === null || session === null || open === null) return;
  const { agentId } = session;
  const used = api;
  state.notice = '';
  act(async () => {
    try {
      await used.act(open, action, { agentId, ...body });
      state.list = null;
      if (action === 'reply') state.notice = text().replied;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      state.notice = problemWords(problem, text());
    }
    announce(state.notice);
    // Without the tag the notice is shown even if nothing has changed.
    if (state.open !== null) state.open = { ...state.open, etag: '' };
    await look();
  });
}

/**
 * Runs `work` and shows the API's problem in words.
 * @param {() => Promise<void>} work
 */
async function act(work) {
  try {
    await work();
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem;
    if (problem.code === 'unauthorized') leave();
    state.notice = problemWords(problem, text());
    announce(state.notice);
    showNotice(state.notice);
  }
}

addEventListener('hashchange', () => {
  if (state.open === null || caseId() !== '') state.notice = '';
  go();
});
setInterval(() => {
  if (!document.hidden && state.session !== null) act(look);
}, pollMs);
listenToKeys({ main, help: () => helpDialog(text()), back: () => (location.hash = '#/') });
show();
if (state.session !== null) go();
