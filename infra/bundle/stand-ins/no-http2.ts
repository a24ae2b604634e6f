/**
 * Replaces the SDK's HTTP/2 handler, Bedrock's default; ours is another. With it goes
 * Node's `http2`, which takes as long to load as 40 KB of code.
 */
export const NodeHttp2Handler = {
  create<Handler extends object>(handler: Handler): Handler {
    if ('handle' in handler) return handler;
    throw new Error('HTTP/2 is not part of this bundle');
  },
};
