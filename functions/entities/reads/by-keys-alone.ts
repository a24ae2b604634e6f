/**
 * Option of a query whose keys alone say what an item is, which is all of ours: ElectroDB then adds no filter of every
 * entity's name and version, of which the store would try each on each item (a third of a workspace's reading).
 */
export const byKeysAlone = { ignoreOwnership: true } as const;
