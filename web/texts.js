// @ts-check
import { english } from './texts-en.js';
import { korean } from './texts-ko.js';

/** @typedef {'en' | 'ko'} Language */

/** @type {Readonly<Record<Language, typeof english>>} */
export const texts = { en: english, ko: korean };

/** @typedef {typeof english} Texts */
