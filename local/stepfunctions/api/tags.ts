import type { JsonOperation } from '../../aws/service.ts';
import { isJsonArray, isJsonObject, type Json, parseJson } from '../json.ts';
import { type ApiParts, findMachine } from './api-parts.ts';
import { json, jsonObjects } from './params.ts';

interface Tag {
  readonly key: string;
  readonly value: string;
}

export function listTagsForResource(parts: ApiParts): JsonOperation {
  return async (params, call) => {
    const machine = findMachine(parts, { params, call, name: 'resourceArn' });
    return { tags: storedTags(machine.tags) };
  };
}

export function tagResource(parts: ApiParts): JsonOperation {
  return async (params, call) => {
    const machine = findMachine(parts, { params, call, name: 'resourceArn' });
    const tags = mergeTags(storedTags(machine.tags), jsonObjects(params, 'tags'));
    parts.journal.machines.put({ ...machine, tags: JSON.stringify(tags) });
    return {};
  };
}

export function untagResource(parts: ApiParts): JsonOperation {
  return async (params, call) => {
    const machine = findMachine(parts, { params, call, name: 'resourceArn' });
    const keys = json(params, 'tagKeys');
    const tags = storedTags(machine.tags).filter(({ key }) => !isJsonArray(keys) || !keys.includes(key));
    parts.journal.machines.put({ ...machine, tags: JSON.stringify(tags) });
    return {};
  };
}

/** A tag of a key that is there already takes its place. */
export function mergeTags(tags: readonly Tag[], added: readonly Readonly<Record<string, Json>>[]): readonly Tag[] {
  const merged = new Map(tags.map(({ key, value }) => [key, value]));
  for (const { key, value } of added)
    if (typeof key === 'string') merged.set(key, typeof value === 'string' ? value : '');
  return [...merged].map(([key, value]) => ({ key, value }));
}

function storedTags(text: string): readonly Tag[] {
  const tags = parseJson(text);
  return mergeTags([], isJsonArray(tags) ? tags.filter(isJsonObject) : []);
}
