/**
 * Regions to which the default model's inference profile (`apac.…`) may route. An inference profile never changes;
 * `aws bedrock get-inference-profile --inference-profile-identifier <id>` lists the Regions of any other.
 */
export const defaultModelRegions = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
] as const;

/** Inference profiles begin with their Region group; `global.` routes to every commercial Region. */
const profilePrefix = /^(us|us-gov|eu|apac|jp|au|ca|global)\.(.+)$/;

/**
 * The resources that InvokeModel and Converse need for a model: the model itself, or an inference profile with its
 * model in each destination Region. The prefix of an id identifies a profile, since the functions know nothing else.
 */
export function modelResources(
  modelId: string,
  where: {
    readonly partition: string;
    readonly region: string;
    readonly account: string;
    readonly regions: readonly string[];
  },
): readonly string[] {
  const { partition, region, account, regions } = where;
  const [, group, model] = profilePrefix.exec(modelId) ?? [];
  const modelIn = (inRegion: string, id: string) => `arn:${partition}:bedrock:${inRegion}::foundation-model/${id}`;
  if (group === undefined || model === undefined) return [modelIn(region, modelId)];
  const profile = `arn:${partition}:bedrock:${region}:${account}:inference-profile/${modelId}`;
  // A global profile names its model once without a Region, and once in the calling Region.
  const destinations = group === 'global' ? [region, ''] : regions;
  return [profile, ...destinations.map((destination) => modelIn(destination, model))];
}
