import { types } from 'node:util';

/**
 * jest runs a test in a realm of its own, where an error of Node's core is no instance of the realm's Error. The AWS
 * SDK then takes it for no error at all and hides its name, which no process outside of jest ever sees.
 */
export function acceptErrorsOfCore(): void {
  const ordinary = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(Error, Symbol.hasInstance, {
    configurable: true,
    value(this: unknown, thrown: unknown): boolean {
      return ordinary.call(this, thrown) || (this === Error && types.isNativeError(thrown));
    },
  });
}
