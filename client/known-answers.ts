interface KnownAnswer {
  readonly etag: string;
  readonly value: unknown;
}

export interface KnownAnswers {
  find(path: string): KnownAnswer | undefined;
  keep(path: string, answer: KnownAnswer): void;
}

const mostKept = 200;

/** `wait` is not part of the resource's address. */
const keyOf = (path: string): string => path.replace(/([?&])wait=[^&]*&?/, '$1').replace(/[?&]$/, '');

/** The last answers with an ETag, for conditional requests. The oldest are dropped. */
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
