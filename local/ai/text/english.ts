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
export function isEnglishStopWord(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase());
}
