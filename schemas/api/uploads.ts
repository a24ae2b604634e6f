import * as z from 'zod/mini';
import { UploadId } from '../ids.ts';
import { AttachmentType } from '../inquiry.ts';
import { Timestamp } from '../units.ts';
import { bodyProblems, keyProblems, type RouteSpec } from './route-spec.ts';
import { humanLine } from './text.ts';

/** Seconds for which a form takes its file. */
export const uploadFormSeconds = 900;

/** Hours for which an upload waits for its inquiry. */
export const uploadKeptHours = 24;

export const CreateUploadRequest = z.strictObject({
  filename: humanLine(200),
  contentType: AttachmentType,
  /** The file's exact size; how much is allowed depends on the plan. */
  bytes: z.int().check(z.gte(1)),
  /** SHA-256 of the file, base64 of its 32 bytes. */
  sha256: z.string().check(z.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, 'must be the base64 of 32 bytes')),
});
export type CreateUploadRequest = z.infer<typeof CreateUploadRequest>;

/** A form for one file: POST `fields` and then the file, as `file`, to `url` as multipart/form-data. */
export const CreateUploadResponse = z.object({
  uploadId: UploadId,
  url: z.url(),
  fields: z.record(z.string(), z.string()),
  /** Until then the form accepts the file. */
  expiresAt: Timestamp,
});

/** Files that are larger than a request takes. */
export const uploadRoutes = {
  createUpload: {
    method: 'POST',
    path: '/v1/uploads',
    profile: 'intake',
    auth: 'company',
    scope: 'inquiries:write',
    body: CreateUploadRequest,
    success: { status: 201, contentType: 'application/json', schema: CreateUploadResponse },
    problems: [...keyProblems, ...bodyProblems],
  },
} as const satisfies Record<string, RouteSpec>;
