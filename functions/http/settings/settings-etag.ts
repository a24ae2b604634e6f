import type { StoredSettings } from '../../entities/reads/find-settings.ts';
import { firstSettingsVersion } from '../../entities/writes/change-settings.ts';

export const settingsVersionOf = ({ version }: StoredSettings): number => version ?? firstSettingsVersion;

/** Strong: the version rises with every change. */
export const settingsEtagOf = (stored: StoredSettings): string => `"settings-v${settingsVersionOf(stored)}"`;
