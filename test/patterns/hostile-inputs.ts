import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

/** What is written over and over: white space, signs, digits, letters of the languages we read, marks that join. */
const common = [
  ' ',
  '\t',
  '\n',
  '\r\n',
  '0',
  '1,',
  'a',
  'A',
  'a ',
  'a.',
  'a-',
  'a@',
  '@',
  '.',
  '-',
  '_',
  '"',
  '<',
  '=',
  '/',
  '!',
  '가',
  '가 ',
  'é',
  '\u0301',
  '😀',
] as const;

/** Characters tried in place of a class. */
const classSamples = [...'a0A -.,_@/=:;!?"\'<>()[]{}#%*+&|\\~\n\t\r가은é\u0301あ漢€😀'];

/** A text grown by repeating `unit`: `head`, the unit as often as the length allows, `tail`. */
export interface Shape {
  readonly head: string;
  readonly unit: string;
  readonly tail: string;
}

export const grow = ({ head, unit, tail }: Shape, length: number): string =>
  head + unit.repeat(Math.ceil(length / unit.length)) + tail;

/**
 * Shapes that make a backtracking matcher work hardest on a pattern: what each of its repeats takes, over and over,
 * alone, behind what leads to the repeat, and together with it, ended by what does not match. None for a pattern
 * without such repeats.
 */
export function shapesFor(source: string, flags: string): readonly Shape[] {
  const isUnicode = flags.includes('u');
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: isUnicode,
    unicodeSets: flags.includes('v'),
  });
  const samples = new Samples(flags);
  const units = new Map<string, Shape>();
  const add = (head: string, unit: string): void => {
    if (unit === '' || unit.length > 200) return;
    for (const tail of ['', '\u0001']) {
      units.set(JSON.stringify([head, unit, tail]), { head, unit, tail });
    }
  };
  visitRegExpAST(pattern, {
    onQuantifierEnter(quantifier) {
      if (!isRepeat(quantifier)) return;
      const lead = samples.leadOf(quantifier);
      for (const unit of samples.of(quantifier.element)) {
        add('', unit);
        add(lead, unit);
        add('', lead + unit);
        add(lead, `${unit} `);
      }
    },
    onAlternativeEnter(alternative) {
      if (!alternative.elements.some(isRepeat)) return;
      const whole = samples.alternative(alternative, 0);
      add('', whole);
      add('', `${whole} `);
      add('', whole.slice(0, -1));
    },
  });
  if (units.size > 0) for (const unit of common) add('', unit);
  return [...units.values()];
}

/** Fewer times than this a repeat only adds a constant. */
const isRepeat = (element: AST.Element): boolean => element.type === 'Quantifier' && element.max - element.min >= 12;

class Samples {
  readonly #flags: string;

  constructor(flags: string) {
    this.#flags = flags.includes('v') ? 'v' : `${flags.includes('u') ? 'u' : ''}${flags.includes('i') ? 'i' : ''}`;
  }

  /** Texts that the element matches, most likely; lookarounds take nothing. */
  of(element: AST.QuantifiableElement): readonly string[] {
    if (element.type === 'Group' || element.type === 'CapturingGroup') {
      const whole = element.alternatives.flatMap((alternative) =>
        [0, 1, 2].map((nth) => this.alternative(alternative, nth)),
      );
      return [...new Set(whole)];
    }
    return [...new Set([0, 1, 2, 3, 4, 5].map((nth) => this.#one(element, nth)))];
  }

  alternative({ elements }: AST.Alternative, nth: number): string {
    return elements.map((element) => this.#one(element, nth)).join('');
  }

  /** What stands before the element in its alternative and in those around it. */
  leadOf(element: AST.Element): string {
    const { parent } = element;
    if (parent.type === 'Quantifier') return this.leadOf(parent);
    if (parent.type !== 'Alternative') return '';
    const before = parent.elements.slice(0, parent.elements.indexOf(element));
    const around =
      parent.parent.type === 'Pattern' || parent.parent.type === 'Assertion' ? '' : this.#leadOfGroup(parent.parent);
    return around + before.map((one) => this.#one(one, 0)).join('');
  }

  #leadOfGroup(group: AST.Alternative['parent']): string {
    return group.type === 'Group' || group.type === 'CapturingGroup' ? this.leadOf(group) : '';
  }

  #one(element: AST.Element, nth: number): string {
    switch (element.type) {
      case 'Character':
        return String.fromCodePoint(element.value);
      case 'CharacterClass':
      case 'CharacterSet':
      case 'ExpressionCharacterClass':
        return this.#ofClass(element.raw, nth);
      case 'Group':
      case 'CapturingGroup': {
        const alternative = element.alternatives[nth % element.alternatives.length];
        return alternative === undefined ? '' : this.alternative(alternative, nth);
      }
      case 'Quantifier':
        return this.#one(element.element, nth).repeat(Math.max(1, Math.min(element.min, 40)));
      case 'Assertion':
      case 'Backreference':
        return '';
      default:
        return element satisfies never;
    }
  }

  #ofClass(raw: string, nth: number): string {
    const own = new RegExp(`^${raw}$`, this.#flags);
    const fitting = classSamples.filter((character) => own.test(character));
    return fitting[nth % Math.max(1, fitting.length)] ?? '';
  }
}
