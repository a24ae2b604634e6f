/** Area under the ROC curve: how often a score of `higher` is above one of `lower`; a tie counts half. */
export function aurocOf(higher: readonly number[], lower: readonly number[]): number {
  let wins = 0;
  for (const high of higher) for (const low of lower) wins += high > low ? 1 : high === low ? 0.5 : 0;
  return wins / (higher.length * lower.length);
}

/** The value that a share of the values, 0–1, lies above. */
export function upperQuantile(values: readonly number[], share: number): number {
  const descending = values.toSorted((one, other) => other - one);
  return descending[Math.floor(descending.length * share)] ?? Number.POSITIVE_INFINITY;
}

/** Share of the values above the limit, 0–1. */
export const shareAbove = (values: readonly number[], limit: number): number =>
  values.filter((value) => value > limit).length / Math.max(1, values.length);

export const percent = (share: number): string => `${(100 * share).toFixed(0).padStart(3)} %`;

export interface LogisticSample {
  readonly inputs: readonly number[];
  readonly isTrue: boolean;
  readonly weight: number;
}

/** The intercept, then one coefficient an input. */
export type LogisticModel = readonly number[];

/** Weighted logistic regression with an L2 penalty on the coefficients, by Newton's method from 0. */
export function trainLogistic(samples: readonly LogisticSample[], penalty = 1): LogisticModel {
  const size = (samples[0]?.inputs.length ?? 0) + 1;
  let model: number[] = Array.from({ length: size }, () => 0);
  for (let round = 0; round < 30; round += 1) {
    const step = solve(newtonSystem(samples, { model, penalty }));
    model = model.map((value, at) => value + (step[at] ?? 0));
  }
  return model;
}

/** The model's probability for these inputs, 0–1. */
export function probabilityOf(model: LogisticModel, inputs: readonly number[]): number {
  return 1 / (1 + Math.exp(-dot(model, [1, ...inputs])));
}

/** The rows of the Hessian, each with the gradient's value behind it. */
function newtonSystem(
  samples: readonly LogisticSample[],
  about: { readonly model: LogisticModel; readonly penalty: number },
): number[][] {
  const { model, penalty } = about;
  const rows = model.map((value, row) => [
    ...model.map((_, column) => (row === column && row > 0 ? penalty : 0)),
    row > 0 ? -penalty * value : 0,
  ]);
  for (const { inputs, isTrue, weight } of samples) {
    const values = [1, ...inputs];
    const probability = probabilityOf(model, inputs);
    const curvature = weight * probability * (1 - probability);
    const residual = weight * ((isTrue ? 1 : 0) - probability);
    for (const [row, target] of rows.entries()) {
      const factor = values[row] ?? 0;
      for (const [column, value] of values.entries())
        target[column] = (target[column] ?? 0) + curvature * factor * value;
      target[model.length] = (target[model.length] ?? 0) + residual * factor;
    }
  }
  return rows;
}

/** Gauss–Jordan elimination with pivoting of rows that hold the right side last. */
function solve(rows: number[][]): readonly number[] {
  for (let at = 0; at < rows.length; at += 1) {
    const pivotRow = rows
      .slice(at)
      .reduce((best, row) => (Math.abs(row[at] ?? 0) > Math.abs(best[at] ?? 0) ? row : best));
    rows.splice(rows.indexOf(pivotRow), 1);
    const pivot = pivotRow.map((value) => value / (pivotRow[at] ?? 1));
    const cleared = rows.map((row) => row.map((value, column) => value - (row[at] ?? 0) * (pivot[column] ?? 0)));
    rows.splice(0, rows.length, ...cleared.slice(0, at), pivot, ...cleared.slice(at));
  }
  return rows.map((row) => row.at(-1) ?? 0);
}

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
