export const train = {};
