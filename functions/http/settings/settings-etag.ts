import { firstSettingsVersion, type StoredSettings } from '../../entities/company.ts';

export const settingsVersionOf = ({ version }: StoredSettings): number => version ?? firstSettingsVersion;

/** Strong: the version rises with every change. */
export const settingsEtagOf = (stored: StoredSettings): string => `"settings-v${settingsVersionOf(stored)}"`;
