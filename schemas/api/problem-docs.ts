import { fieldsOf } from './field-docs.ts';
import { Problem } from './problem.ts';

/** Of a field at fault, wherever one is named. */
export const fieldErrorFields = {
  path: 'Path of the field, such as `attachments[0].data`; empty for the body or row as a whole.',
  message: 'What is wrong with it, for people.',
};

export const problemFields = [
  fieldsOf(Problem, {
    type: 'Always `about:blank`: the kind of problem is `code`.',
    title: 'The kind of problem in a few words; the same for every problem of its code.',
    status: 'HTTP status of the answer.',
    code: 'Stable name of the problem, for programs; `x-problems` explains each.',
    detail: 'What went wrong this time, for people.',
    requestId: 'Id of the request in our logs; name it to support.',
    errors: 'For `validation_failed`: the fields at fault, the first 20 of them.',
    inquiryId: 'For `external_id_taken`: the inquiry that has the number.',
  }),
  fieldsOf(Problem.shape.errors, fieldErrorFields),
];
