/** What few data sets need; fetched with the other steps, before the page asks for nothing any more. */
export const loadVectorsSection = async () => ({ default: (await import("./vectors-section")).VectorsSection });

export const loadTextsSection = async () => ({ default: (await import("./texts-section")).TextsSection });
