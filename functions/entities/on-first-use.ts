type Makers<Made, Given> = { readonly [Name in keyof Made]: (given: Given) => Made[Name] };

/**
 * An object whose members are made when they are first read, and then stay. Those made already are its enumerable members.
 */
export function onFirstUse<Made extends object, Given>(makers: Makers<Made, Given>, given: Given): Made {
  const made: Made = Object.create(null);
  for (const [name, make] of Object.entries<(given: Given) => unknown>(makers)) {
    Object.defineProperty(made, name, {
      configurable: true,
      get: () => {
        const value = make(given);
        Object.defineProperty(made, name, { value, enumerable: true });
        return value;
      },
    });
  }
  return made;
}
