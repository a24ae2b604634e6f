import type * as z from 'zod/mini';
import type { RouteSpec } from './route-spec.ts';

interface Example<Value> {
  readonly summary: string;
  readonly value: Value;
}

/** Requests or answers as they come; the names are for readers. */
type Examples<Value = object> = Readonly<Record<string, Example<Value>>>;

/** A request header that means more to an operation than HTTP says of it. */
interface RequestHeader {
  readonly name: string;
  readonly isRequired: boolean;
  readonly description: string;
}

/** What the documentation says of an operation that its route does not. */
export interface OperationDocs {
  readonly summary: string;
  /** What a reader must know beyond the summary. */
  readonly description?: string;
  readonly requestHeaders?: readonly RequestHeader[];
  /** By name: what the header of a successful answer says. */
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly request?: Examples;
  readonly csvRequest?: Examples<string>;
  readonly response?: Examples;
}

type Shows<Part extends 'request' | 'csvRequest' | 'response', Has> = [Has] extends [never]
  ? { readonly [P in Part]?: never }
  : Required<Pick<OperationDocs, Part>>;

type DocsOf<Spec extends RouteSpec> = OperationDocs &
  Shows<'request', Spec extends { readonly body: z.ZodMiniType } ? Spec : never> &
  Shows<'csvRequest', Spec extends { readonly orCsv: true } ? Spec : never> &
  Shows<'response', Spec['success'] extends { readonly schema: z.ZodMiniType } ? Spec : never>;

/** For each operation of an area and no other: its docs, with an example of each body that it takes and gives. */
export type AreaDocs<Routes extends Readonly<Record<string, RouteSpec>>> = {
  readonly [Operation in keyof Routes]: DocsOf<Routes[Operation]>;
};

/** For an operation whose answer has an ETag, and which answers 304 to one that still holds. */
export const ifNoneMatch = {
  name: 'If-None-Match',
  isRequired: false,
  description: 'The ETag of what is known; a 304 answers when it still holds',
} as const satisfies RequestHeader;

export const ifMatch = {
  name: 'If-Match',
  isRequired: false,
  description: 'The ETag that was read; 412 answers when somebody else has changed it since',
} as const satisfies RequestHeader;
