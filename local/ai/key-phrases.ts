interface KeyPhrase {
  readonly text: string;
  /** UTF-16 offsets into the text. */
  readonly begin: number;
  readonly end: number;
  /** 0–1; grows with the number of words, as longer runs are more often a real phrase. */
  readonly score01: number;
}

interface Piece {
  readonly begin: number;
  readonly end: number;
  readonly isContent: boolean;
  /** A particle ends a phrase: 배송의 기간 are two. */
  readonly isLast: boolean;
}

const MAX_WORDS = 5;

/** Runs of content words, as RAKE takes them: stop words, verbs (Korean), punctuation and particles divide. */
export function detectKeyPhrases(text: string, language: 'en' | 'ko'): readonly KeyPhrase[] {
  const phrases: KeyPhrase[] = [];
  let run: Piece[] = [];
  const close = (): void => {
    const first = run[0];
    const last = run.at(-1);
    if (first !== undefined && last !== undefined) {
      const phrase = text.slice(first.begin, last.end);
      phrases.push({ text: phrase, begin: first.begin, end: last.end, score01: scoreOf(run.length) });
    }
    run = [];
  };
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*|[^\s\p{L}\p{N}]/gu)) {
    const piece = language === 'ko' ? koreanPiece(match) : englishPiece(match);
    if (!piece.isContent || run.length === MAX_WORDS) close();
    if (piece.isContent) run.push(piece);
    if (piece.isLast) close();
  }
  close();
  return phrases;
}

function scoreOf(words: number): number {
  return Math.min(0.95, 0.6 + 0.1 * words);
}

function englishPiece(match: RegExpExecArray): Piece {
  const [word] = match;
  const isContent = word.length > 1 && /\p{L}/u.test(word) && !isEnglishStopWord(word.replace('’', "'"));
  return { begin: match.index, end: match.index + word.length, isContent, isLast: false };
}

function koreanPiece(match: RegExpExecArray): Piece {
  const [word] = match;
  const stem = stripParticle(word);
  const isContent = stem.length > 1 && /\p{L}/u.test(word) && !isVerbal(word);
  return { begin: match.index, end: match.index + stem.length, isContent, isLast: stem !== word };
}

const STOP_WORDS = new Set(
  `a about above after again against all am an and any are as at be because been before being below between both but by can cannot could did do
  does doing done down during each else even ever few for from further get gets getting go goes going got had has have having he hello her here hers hey hi him his how i
  if im in into is it its ive just know let like made make makes many may me might more most much must my need no nor not now of off ok okay on once one only or
  other our ours out over own please possible question same see shall she should since so some somebody someone still such sure tell than thank thanks that the their
  them then there these they thing things this those through to too under until up us use used using very via want wanted was way we well were what when where whether which while who whom whose
  why will wish with within without wonder wondering would yes yet you your yours don't doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't i'm i've i'd i'll it's that's there's
  what's where's you're dear team kind regards best sincerely`.split(/\s+/u),
);

/** Words that name nothing by themselves: function words, greetings and the small verbs of every request. */
function isEnglishStopWord(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase());
}

/** Particles that follow a noun; longer ones first, so that 에서는 is not cut to 에서. */
const PARTICLES =
  /(?:에서는|에서도|으로는|으로도|에게서|이라도|이라는|이라고|까지는|부터는|에서|에게|으로|까지|부터|처럼|보다|마다|조차|밖에|이랑|하고|이나|라도|에는|에도|은|는|이|가|을|를|의|에|도|만|로|와|과|나|랑)$/u;

/** Endings that make a word a verb or an adjective, not a name of a thing. */
const VERBAL_ENDINGS =
  /(?:습니다|습니까|입니다|입니까|합니다|됩니다|니다|세요|어요|아요|여요|예요|에요|네요|나요|까요|가요|지요|죠|는데|은데|지만|어서|아서|려고|면서|하고|하는|되는|하면|되면|했는|한데|싶은|싶어|하게|어떻게|언제|어디|얼마|무엇|다)$/u;

/** The word without its particle; words that one cut would leave with fewer than two syllables stay whole. */
function stripParticle(word: string): string {
  const stem = word.replace(PARTICLES, '');
  return stem.length >= 2 ? stem : word;
}

function isVerbal(word: string): boolean {
  return VERBAL_ENDINGS.test(word);
}
