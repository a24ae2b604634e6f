import type { RouteSpec } from './route-spec.ts';
import { CreateUploadRequest, CreateUploadResponse } from './uploads.ts';

/** Files that are larger than a request takes. */
export const uploadRoutes = {
  createUpload: {
    method: 'POST',
    path: '/v1/uploads',
    profile: 'intake',
    auth: 'company',
    scope: 'inquiries:write',
    summary: 'Get a form to upload one file with, for an inquiry to come',
    body: CreateUploadRequest,
    success: { status: 201, contentType: 'application/json', schema: CreateUploadResponse },
    problems: [
      'unauthorized',
      'forbidden',
      'too_many_requests',
      'internal',
      'unavailable',
      'invalid_json',
      'bad_request',
      'payload_too_large',
      'unsupported_media_type',
      'validation_failed',
    ],
  },
} as const satisfies Record<string, RouteSpec>;
