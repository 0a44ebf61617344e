export const use = {};
