/** Particles that follow a noun; longer ones first, so that 에서는 is not cut to 에서. */
const PARTICLES =
  /(?:에서는|에서도|으로는|으로도|에게서|이라도|이라는|이라고|까지는|부터는|에서|에게|으로|까지|부터|처럼|보다|마다|조차|밖에|이랑|하고|이나|라도|에는|에도|은|는|이|가|을|를|의|에|도|만|로|와|과|나|랑)$/u;

/** Endings that make a word a verb or an adjective, not a name of a thing. */
const VERBAL_ENDINGS =
  /(?:습니다|습니까|입니다|입니까|합니다|됩니다|니다|세요|어요|아요|여요|예요|에요|네요|나요|까요|가요|지요|죠|는데|은데|지만|어서|아서|려고|면서|하고|하는|되는|하면|되면|했는|한데|싶은|싶어|하게|어떻게|언제|어디|얼마|무엇|다)$/u;

/** The word without its particle; words that one cut would leave with fewer than two syllables stay whole. */
export function stripParticle(word: string): string {
  const stem = word.replace(PARTICLES, '');
  return stem.length >= 2 ? stem : word;
}

export function isVerbal(word: string): boolean {
  return VERBAL_ENDINGS.test(word);
}
