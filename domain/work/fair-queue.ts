/**
 * Start-time fair queueing (Goyal, Vin and Cheng, SIGCOMM 1996) of items that cost one unit each: the keys that have
 * something waiting are served in proportion to their weights, and within a key the least `seq` goes first. Invariants
 *  F1  Work conserving: `take` returns an item as soon as one key may go.
 *  F2  While two keys wait and may go, the one gets at most `ceil(weight / other weight) + 1` items between two of the
 *      other.
 *  F3  No credit: a key that had nothing to do, or was held back, is served next and then as often as any other.
 */
export interface FairQueue<Item> {
  add(entry: { readonly key: string; readonly seq: number; readonly item: Item }): void;
  /** Removes the next item of a key that `mayGo`; undefined when there is none. */
  take(mayGo?: (key: string) => boolean): { readonly key: string; readonly item: Item } | undefined;
  readonly size: number;
  sizeOf(key: string): number;
}

interface Flow<Item> {
  readonly key: string;
  /** In order of `seq`. */
  readonly waiting: { readonly seq: number; readonly item: Item }[];
  /** The virtual time at which the next item of this key starts, at the earliest. */
  startTag: number;
}

/** `weightOf` is asked at each `take`: how many items a key gets to one of a key of weight 1; above 0, default 1. */
export function createFairQueue<Item>({
  weightOf = () => 1,
}: {
  weightOf?: (key: string) => number;
} = {}): FairQueue<Item> {
  const flows = new Map<string, Flow<Item>>();
  let size = 0;
  /** The start tag of the last item taken. */
  let virtualTime = 0;

  const flowOf = (key: string): Flow<Item> => {
    const known = flows.get(key);
    if (known !== undefined) return known;
    const flow: Flow<Item> = { key, waiting: [], startTag: virtualTime };
    flows.set(key, flow);
    return flow;
  };
  const firstOf = (mayGo: (key: string) => boolean): Flow<Item> | undefined => {
    let first: Flow<Item> | undefined;
    for (const flow of flows.values()) {
      if (flow.waiting.length === 0) {
        if (flow.startTag <= virtualTime) flows.delete(flow.key);
        continue;
      }
      flow.startTag = Math.max(flow.startTag, virtualTime);
      if (mayGo(flow.key) && (first === undefined || isBefore(flow, first))) first = flow;
    }
    return first;
  };
  return {
    add({ key, seq, item }) {
      const { waiting } = flowOf(key);
      waiting.splice(placeOf(waiting, seq), 0, { seq, item });
      size += 1;
    },
    take(mayGo = () => true) {
      const flow = firstOf(mayGo);
      const head = flow?.waiting.shift();
      if (flow === undefined || head === undefined) return undefined;
      size -= 1;
      virtualTime = flow.startTag;
      flow.startTag += 1 / weightOf(flow.key);
      return { key: flow.key, item: head.item };
    },
    get size() {
      return size;
    },
    sizeOf: (key) => flows.get(key)?.waiting.length ?? 0,
  };
}

function isBefore<Item>(one: Flow<Item>, other: Flow<Item>): boolean {
  if (one.startTag !== other.startTag) return one.startTag < other.startTag;
  return (one.waiting[0]?.seq ?? 0) < (other.waiting[0]?.seq ?? 0);
}

/** Behind all that are as early; the list is in order. */
function placeOf(waiting: readonly { readonly seq: number }[], seq: number): number {
  let low = 0;
  let high = waiting.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((waiting[middle]?.seq ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
