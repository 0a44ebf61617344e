/** Makes a switch over a closed union exhaustive: a member without a case is a type error. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
