/** Jobs one after the other, in the order of asking. One that fails does not hold up the next. */
export type InTurn = <Value>(job: () => Promise<Value>) => Promise<Value>;

export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const mine = last.then(job, job);
    last = mine;
    return mine;
  };
}
