/** An error that the endpoint answers in the wire shape of the service's protocol, under AWS's own name and text. */
export class AwsError extends Error {
  override readonly name: string;
  readonly status: number;
  /** Further members of the error shape, such as `CancellationReasons`. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Beside those of the protocol. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    name: string,
    message: string,
    options: {
      status?: number;
      details?: Readonly<Record<string, unknown>>;
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.name = name;
    this.status = options.status ?? 400;
    this.details = options.details ?? {};
    this.headers = options.headers ?? {};
  }
}
