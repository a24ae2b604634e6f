import * as z from 'zod/mini';
import type { RouteSpec } from './route-spec.ts';

/** Pages that people open by the link in a mail. */
export const pageRoutes = {
  showStatusPage: {
    method: 'GET',
    path: '/s/{statusToken}',
    profile: 'public',
    auth: 'link',
    query: z.object({
      /** With the form for a further message; the page then does not refresh itself. */
      write: z.optional(z.string()),
    }),
    success: { status: 200, contentType: 'text/html' },
    problems: ['not_found', 'erased', 'internal'],
  },
  requestPersonFromPage: {
    method: 'POST',
    path: '/s/{statusToken}',
    profile: 'public',
    auth: 'link',
    success: { status: 303, contentType: 'text/html' },
    problems: ['not_found', 'erased', 'status_conflict', 'internal'],
  },
  addMessageFromPage: {
    method: 'POST',
    path: '/s/{statusToken}/messages',
    profile: 'public',
    auth: 'link',
    success: { status: 303, contentType: 'text/html' },
    problems: [
      'bad_request',
      'payload_too_large',
      'validation_failed',
      'not_found',
      'erased',
      'status_conflict',
      'internal',
    ],
  },
  showReplyPage: {
    method: 'GET',
    path: '/r/{linkToken}',
    profile: 'agent',
    auth: 'link',
    success: { status: 200, contentType: 'text/html' },
    problems: ['not_found', 'already_replied', 'link_expired', 'erased', 'internal'],
  },
  submitReply: {
    method: 'POST',
    path: '/r/{linkToken}',
    profile: 'agent',
    auth: 'link',
    success: { status: 200, contentType: 'text/html' },
    problems: [
      'bad_request',
      'payload_too_large',
      'validation_failed',
      'not_found',
      'already_replied',
      'link_expired',
      'erased',
      'internal',
    ],
  },
} as const satisfies Record<string, RouteSpec>;
