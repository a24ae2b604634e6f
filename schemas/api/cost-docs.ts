import { CostReceipt } from './cost.ts';
import { fieldsOf } from './field-docs.ts';

/** What an inquiry costs, part by part. */
export const costFields = [
  fieldsOf(CostReceipt, {
    modelCalls: 'One entry for each draft of a model, sent or not.',
    promptTokens: 'Tokens that models read for all drafts together.',
    completionTokens: 'Tokens that models wrote for all drafts together.',
    modelCostUsd: 'US dollars for drafts and for pages read by a model; absent when the price of one is not known.',
    pages: 'Pages of attachments, by what became of them.',
    textractPages: 'Pages sent to Amazon Textract.',
    modelPages: 'Pages sent to a model; a page that Textract reads poorly counts in both.',
    comprehendUnits: 'Billed units of Amazon Comprehend, 100 characters each.',
    stateTransitions: 'State transitions of Step Functions without retries; absent until there is an answer or a case.',
    totalUsd: 'US dollars by `prices`; absent when a part of it is not known.',
    prices: 'The list prices that `totalUsd` is computed with.',
    latency: 'Milliseconds from submission to each step.',
  }),
  fieldsOf(CostReceipt.shape.modelCalls, {
    run: 'Run in which the draft was written.',
    attempt: 'Number of the draft in its run, from 1.',
    modelUsed: 'Id of the model.',
    promptTokens: 'Tokens that the model read for this draft.',
    completionTokens: 'Tokens that the model wrote for this draft.',
    costUsd: 'US dollars for this draft; absent when the price of the model is not known.',
  }),
  fieldsOf(CostReceipt.shape.pages, {
    read: 'Pages on which text was read.',
    empty: 'Pages without text.',
    unreadable: 'Pages that could not be read.',
  }),
  fieldsOf(CostReceipt.shape.prices, {
    region: 'AWS region that the prices are for.',
    notedOn: 'Month in which the prices were noted, `YYYY-MM`.',
    stateTransition: 'US dollars for one state transition.',
    textractPage: 'US dollars for one page read by Textract.',
    comprehendUnit: 'US dollars for one unit of 100 characters.',
  }),
  fieldsOf(CostReceipt.shape.latency, {
    queuedMs: 'Milliseconds until pages were read and language, tone and priority known; absent before that.',
    answeredAfterMs: 'Milliseconds until the current answer; absent while there is none.',
  }),
];
