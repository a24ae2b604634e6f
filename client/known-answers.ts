interface KnownAnswer {
  readonly etag: string;
  readonly value: unknown;
}

export interface KnownAnswers {
  find(path: string): KnownAnswer | undefined;
  keep(path: string, answer: KnownAnswer): void;
}

const mostKept = 200;

/** How long to wait is no part of what is asked for. */
const keyOf = (path: string): string => path.replace(/([?&])wait=[^&]*&?/, '$1').replace(/[?&]$/, '');

/** The last answers that came with an ETag, for asking whether they still hold. The oldest give way. */
export function createKnownAnswers(): KnownAnswers {
  const known = new Map<string, KnownAnswer>();
  return {
    find: (path) => known.get(keyOf(path)),
    keep: (path, answer) => {
      const key = keyOf(path);
      known.delete(key);
      known.set(key, answer);
      const [oldest] = known.keys();
      if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
    },
  };
}
