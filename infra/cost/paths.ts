import { type Path, walkStates } from '../../domain/cost/count-transitions.ts';
import { inquiry } from '../../statemachines/inquiry.ts';

/** The ways an inquiry can go that make up nearly all of the bill. */
export const paths = {
  answeredText: { exits: { Entry: ['AnalyzeInquiry'], QualityGate: ['StoreAnswer'] } },
  answeredAfterRedraft: { exits: { Entry: ['AnalyzeInquiry'], QualityGate: ['GenerateAnswer', 'StoreAnswer'] } },
  answeredTwoPages: {
    exits: { Entry: ['BeginProcessing'], QualityGate: ['StoreAnswer'] },
    items: { ExtractTexts: 2 },
  },
  escalatedAndReplied: {
    exits: { Entry: ['AnalyzeInquiry'], QualityGate: ['OpenEscalation'], EscalationGate: ['NotifyCustomer'] },
  },
  escalatedAndRemindedTwice: {
    exits: {
      Entry: ['AnalyzeInquiry'],
      QualityGate: ['OpenEscalation'],
      EscalationGate: ['ContactStaff', 'ContactStaff', 'NotifyCustomer'],
    },
  },
  personRequested: { exits: { Entry: ['OpenEscalation'], EscalationGate: ['NotifyCustomer'] } },
} as const satisfies Record<string, Path>;

export type PathName = keyof typeof paths;

/** The states that each path enters, in order. */
export const statesOf = (name: PathName): readonly string[] => walkStates(inquiry, paths[name]);
