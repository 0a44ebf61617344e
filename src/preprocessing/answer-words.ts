/** Words that say of a case that it has something, that it has not, or that it has nothing of a list. */

const found =
  /^(yes|true|positive|pos|present|sick|disease|diseased|abnormal|malignant|infected|dead|died|case|event|1|是|有|真|阳性|患病|异常|恶性|感染|死亡)$/i;
const notFound =
  /^(no|false|negative|neg|absent|healthy|normal|benign|none|alive|control|0|否|无|没有|假|阴性|健康|正常|良性|未感染|存活)$/i;
const nothing =
  /^(none|nothing|nil|no|no[ _-]?findings?|no[ _-]?labels?|no[ _-]?tags?|-|–|—|无|没有|无标签|无异常|无发现|未见异常|未见明显异常)$/i;

/** "yes", "1", "阳性". */
export function meansFound(word: string): boolean {
  return found.test(word.trim());
}

/** "no", "0", "阴性". */
export function meansNotFound(word: string): boolean {
  return notFound.test(word.trim());
}

/** In a list of labels: "none", "No Finding", "未见异常". */
export function meansNothing(word: string): boolean {
  return nothing.test(word.trim());
}
