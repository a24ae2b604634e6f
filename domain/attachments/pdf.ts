import {
  type AttachmentInspection,
  type AttachmentLimits,
  type RefusedAttachment,
  refused,
  refusePixels,
} from './inspection.ts';
import { type Beyond, limitWords, pdfLimits } from './pdf-limits.ts';
import { readStreamDictionary, type StreamFacts } from './pdf-stream-facts.ts';
import { decodeStream } from './pdf-streams.ts';
import { type Survey, type SurveyedStream, surveyPdf } from './pdf-survey.ts';

/** Readers look for the header in the first 1,024 bytes (ISO 32000-1, appendix H, note 13). */
const headerWindowBytes = 1024;

/** A pixel has 4 channels of 16 bits: all streams together may unfold to the largest allowed image. */
const bytesPerPixel = 8;

const damaged = refused('damaged', 'is a damaged or incomplete PDF document');
const tooComplex = (beyond: Beyond): RefusedAttachment => refused('too_complex', `has ${limitWords[beyond]}`);
const tooFar = refused('inflates_too_far', 'unfolds to far more data than a document holds');

/** Where `%PDF-` stands; null when the bytes are no PDF. */
export function pdfHeaderOffset(bytes: Uint8Array): number | null {
  const offset = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headerWindowBytes)).indexOf(
    '%PDF-',
  );
  return offset < 0 ? null : offset;
}

/** The bytes that the streams of one file may still unfold to. */
interface Budget {
  decodedBytes: number;
  objectStreamBytes: number;
  /** Of streams other than images. */
  otherBytes: number;
  encodedBytes: number;
}

/**
 * Accepts an unencrypted PDF within the page limit, whose images are within the pixel limit and whose streams unfold,
 * through all their filters, to no more than the largest allowed image. Pages are counted as objects, also those packed
 * into object streams. Time and memory are bounded by `pdfLimits`, whatever the file holds.
 */
export async function inspectPdf(bytes: Uint8Array, limits: AttachmentLimits): Promise<AttachmentInspection> {
  const survey = surveyPdf(bytes);
  if (typeof survey === 'string') return tooComplex(survey);
  if (survey.isEncrypted) return refused('encrypted', 'is encrypted; send it without a password');
  const refusal = await refuseStreams(bytes, { survey, limits });
  if (refusal !== null) return refusal;
  const pages = survey.pageCount();
  if (pages === 0) return damaged;
  if (pages > limits.pdfPages) {
    return refused('too_many_pages', `has ${pages} pages; at most ${limits.pdfPages} are allowed`);
  }
  return { kind: 'ok', contentType: 'application/pdf', pages };
}

interface Inspected {
  readonly survey: Survey;
  readonly limits: AttachmentLimits;
}

/** Object streams come first: their objects may say how to read other streams. */
async function refuseStreams(bytes: Uint8Array, { survey, limits }: Inspected): Promise<RefusedAttachment | null> {
  const budget: Budget = {
    decodedBytes: limits.imagePixels * bytesPerPixel,
    objectStreamBytes: pdfLimits.objectStreamsBytes,
    otherBytes: pdfLimits.otherStreamsBytes,
    encodedBytes: pdfLimits.passes * bytes.length,
  };
  for (const isPacked of [true, false]) {
    for (const stream of survey.streams) {
      const facts = readStreamDictionary(stream.about, survey);
      if (typeof facts === 'string') return tooComplex(facts);
      if ((facts.type === 'ObjStm') !== isPacked) continue;
      const refusal =
        refuseSizes(facts, limits) ?? (await refuseData(bytes, { stream, facts, survey, limits, budget }));
      if (refusal !== null) return refusal;
    }
  }
  return null;
}

function refuseSizes({ image, entries }: StreamFacts, limits: AttachmentLimits): RefusedAttachment | null {
  if (entries > pdfLimits.objects) return tooComplex('objects');
  return image === null ? null : refusePixels(image, limits);
}

async function refuseData(
  bytes: Uint8Array,
  { stream, facts, survey, limits, budget }: Inspected & { stream: SurveyedStream; facts: StreamFacts; budget: Budget },
): Promise<RefusedAttachment | null> {
  // A reader may end it at either place: filters have their own end, so the longer one shows all they can produce.
  const end = Math.min(bytes.length, Math.max(stream.endstream, stream.from + facts.length));
  const data = bytes.subarray(stream.from, end);
  budget.encodedBytes -= data.length;
  if (budget.encodedBytes < 0) return tooComplex('passes');
  const isPacked = facts.type === 'ObjStm';
  const ofObjects = Math.min(pdfLimits.objectStreamBytes, budget.objectStreamBytes);
  const ofKind = facts.image === null ? Math.min(budget.otherBytes, budget.decodedBytes) : budget.decodedBytes;
  const maxBytes = isPacked ? Math.min(ofObjects, ofKind) : ofKind;
  const decoding = await decodeStream(data, facts.filters, { maxBytes, keep: isPacked });
  if (facts.image === null && 'bytes' in decoding) budget.otherBytes -= decoding.bytes;
  switch (decoding.kind) {
    case 'too_far':
      return tooFar;
    case 'not_read':
      return refused('too_complex', `has a stream whose filter ${decoding.filter} is not the last`);
    case 'image':
      return decoding.size === null ? null : refusePixels(decoding.size, limits);
    case 'damaged':
      // A reader skips a stream that it cannot decode; only an undecodable object stream loses pages, and none are
      // counted.
      budget.decodedBytes -= decoding.bytes;
      return null;
    case 'decoded': {
      budget.decodedBytes -= decoding.bytes;
      if (!isPacked || decoding.data === null) return null;
      budget.objectStreamBytes -= decoding.bytes;
      const beyond = survey.addPacked(decoding.data, facts.first);
      return beyond === null ? null : tooComplex(beyond);
    }
    default:
      return decoding satisfies never;
  }
}
