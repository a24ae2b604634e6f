import { readFileSync } from 'node:fs';
import { definitionFile } from '../constructs/inquiry-machine.ts';
import { Definition, type Path, walk } from './transitions.ts';

/** The ways an inquiry can go that make up nearly all of the bill. */
export const paths = {
  answeredText: { choices: { Entry: ['AnalyzeInquiry'], QualityGate: ['StoreAnswer'] } },
  answeredAfterRedraft: { choices: { Entry: ['AnalyzeInquiry'], QualityGate: ['GenerateAnswer', 'StoreAnswer'] } },
  answeredTwoPages: {
    choices: { Entry: ['BeginProcessing'], QualityGate: ['StoreAnswer'] },
    items: { ExtractTexts: 2 },
  },
  escalatedAndReplied: {
    choices: { Entry: ['AnalyzeInquiry'], QualityGate: ['OpenEscalation'], EscalationGate: ['NotifyCustomer'] },
  },
  escalatedAndRemindedTwice: {
    choices: {
      Entry: ['AnalyzeInquiry'],
      QualityGate: ['OpenEscalation'],
      EscalationGate: ['ContactStaff', 'ContactStaff', 'NotifyCustomer'],
    },
  },
  personRequested: { choices: { Entry: ['OpenEscalation'], EscalationGate: ['NotifyCustomer'] } },
} as const satisfies Record<string, Path>;

export type PathName = keyof typeof paths;

/** The states that each path enters, from the definition that is deployed. */
export const statesOf = (name: PathName): readonly string[] => walk(definition, paths[name]);

const definition = Definition.parse(JSON.parse(readFileSync(definitionFile, 'utf8')));
