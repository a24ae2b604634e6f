export interface Example {
  readonly summary: string;
  readonly value: object;
}

/** Requests and answers of one operation as they come; names are for readers. */
export interface OperationExamples {
  readonly request?: Readonly<Record<string, Example>>;
  readonly csvRequest?: Readonly<Record<string, { readonly summary: string; readonly value: string }>>;
  readonly response: Readonly<Record<string, Example>>;
}
