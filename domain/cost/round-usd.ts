/** US dollars to a ten-millionth, without the dust of binary fractions. */
export const roundUsd = (usd: number): number => Math.round(usd * 1e7) / 1e7;
