import type { InquiryId } from '../../../schemas/ids.ts';
import { dueShards } from './due-work.ts';

/** The due-work shard of an inquiry: the last, random, character of its ULID. */
export const shardOf = (inquiryId: InquiryId): number => (inquiryId.at(-1)?.charCodeAt(0) ?? 0) % dueShards;
