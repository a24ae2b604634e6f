import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { CompanySettings } from '../../schemas/company.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import { errorCode } from '../system-errors.ts';
import { checked, type Given, requiredText, textOf, UsageError } from './command.ts';

/** The options of a company without a settings file. */
export const settingOptions = ['name', 'locale', 'plan', 'time-zone', 'manager-name', 'manager-email'] as const;

/** A misspelt field must not pass for one that is left out. */
const Settings = z.strictObject(CompanySettings.shape);

const workdays = [1, 2, 3, 4, 5] as const;

/**
 * The settings of a new company, from the file or from the options with the defaults of an office.
 * @throws RefusedError, UsageError
 */
export function settingsGiven(given: Given, companyId: CompanyId): CompanySettings {
  const file = textOf(given, 'settings');
  if (file === undefined) return checked(Settings, officeOf(given, companyId), 'company');
  const also = settingOptions.find((option) => textOf(given, option) !== undefined);
  if (also !== undefined) throw new UsageError(`--settings says everything: --${also} cannot go with it`);
  return checked(Settings, { companyId, ...z.record(z.string(), z.unknown()).parse(readJson(file)) }, 'settings file');
}

/** Monday to Friday, 09–18; one hour for high urgency, half a working day or one for the others. */
function officeOf(given: Given, companyId: CompanyId): object {
  return {
    companyId,
    name: requiredText(given, 'name'),
    plan: textOf(given, 'plan') ?? 'basic',
    locale: textOf(given, 'locale') ?? 'ko',
    calendar: {
      timeZone: textOf(given, 'time-zone') ?? 'Asia/Seoul',
      hours: workdays.map((day) => ({ day, from: '09:00', to: '18:00' })),
      holidays: [],
    },
    slaMinutes: { high: 60, medium: 240, low: 540 },
    staff: [
      {
        agentId: 'manager',
        name: requiredText(given, 'manager-name'),
        email: requiredText(given, 'manager-email'),
        role: 'manager',
      },
    ],
  };
}

function readJson(file: string): unknown {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw new UsageError(`There is no file ${file}`, { cause: error });
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UsageError(`${file} is not a JSON object`);
}
