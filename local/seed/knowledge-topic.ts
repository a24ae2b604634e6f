/** What the demo company's knowledge covers; each topic stands in every language. */
export const knowledgeTopics = [
  'shipping-time',
  'shipping-cost',
  'tracking',
  'address-change',
  'order-cancel',
  'missing-item',
  'return-window',
  'return-how',
  'return-cost',
  'refund-time',
  'exchange',
  'damaged-item',
  'warranty',
  'payment-methods',
  'receipt',
  'tax-invoice',
  'coupons',
  'points-expiry',
  'membership-grades',
  'gift-wrapping',
  'support-hours',
  'international-delivery',
  'sizes',
  'restocking',
  'newsletter',
  'account-deletion',
  'password-reset',
] as const;
export type KnowledgeTopic = (typeof knowledgeTopics)[number];

/** An entry in one language: the question as a customer would put it, and its answer. */
export interface Entry {
  readonly title: string;
  readonly text: string;
}
