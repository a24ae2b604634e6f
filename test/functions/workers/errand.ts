/** What the body of the test's worker can be told to do. */
export interface Errand {
  readonly kind: ErrandKind;
}

export type ErrandKind =
  | 'count'
  | 'environment'
  | 'fail'
  | 'spin'
  | 'fill_heap'
  | 'fill_outside'
  | 'fill_outside_without_a_turn'
  | 'inflate_for_ever'
  | 'exit';
