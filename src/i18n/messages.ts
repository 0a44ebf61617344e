/** All words of the page by area. English gives the shape: a key that is missing in another language is a type error. */
import type { Locale } from "../core/wording";
import { app as appEn } from "./en/app";
import { attention as attentionEn } from "./en/attention";
import { backbone as backboneEn } from "./en/backbone";
import { charts as chartsEn } from "./en/charts";
import { data as dataEn } from "./en/data";
import { edits as editsEn } from "./en/edits";
import { embeddings as embeddingsEn } from "./en/embeddings";
import { evaluate as evaluateEn } from "./en/evaluate";
import { forecast as forecastEn } from "./en/forecast";
import { windows as windowsEn } from "./en/windows";
import { labels as labelsEn } from "./en/labels";
import { look as lookEn } from "./en/look";
import { pictures as picturesEn } from "./en/pictures";
import { prepare as prepareEn } from "./en/prepare";
import { reconstruction as reconstructionEn } from "./en/reconstruction";
import { start as startEn } from "./en/start";
import { texts as textsEn } from "./en/texts";
import { train as trainEn } from "./en/train";
import { use as useEn } from "./en/use";
import { writing as writingEn } from "./en/writing";
import { app as appZh } from "./zh/app";
import { attention as attentionZh } from "./zh/attention";
import { backbone as backboneZh } from "./zh/backbone";
import { charts as chartsZh } from "./zh/charts";
import { data as dataZh } from "./zh/data";
import { edits as editsZh } from "./zh/edits";
import { embeddings as embeddingsZh } from "./zh/embeddings";
import { evaluate as evaluateZh } from "./zh/evaluate";
import { forecast as forecastZh } from "./zh/forecast";
import { windows as windowsZh } from "./zh/windows";
import { labels as labelsZh } from "./zh/labels";
import { look as lookZh } from "./zh/look";
import { pictures as picturesZh } from "./zh/pictures";
import { prepare as prepareZh } from "./zh/prepare";
import { reconstruction as reconstructionZh } from "./zh/reconstruction";
import { start as startZh } from "./zh/start";
import { texts as textsZh } from "./zh/texts";
import { train as trainZh } from "./zh/train";
import { use as useZh } from "./zh/use";
import { writing as writingZh } from "./zh/writing";

const en = {
  app: appEn,
  attention: attentionEn,
  charts: chartsEn,
  data: dataEn,
  edits: editsEn,
  embeddings: embeddingsEn,
  evaluate: evaluateEn,
  forecast: forecastEn,
  windows: windowsEn,
  labels: labelsEn,
  look: lookEn,
  pictures: picturesEn,
  prepare: prepareEn,
  reconstruction: reconstructionEn,
  start: startEn,
  backbone: backboneEn,
  texts: textsEn,
  train: trainEn,
  use: useEn,
  writing: writingEn,
};

export type Messages = typeof en;

const zh: Messages = {
  app: appZh,
  attention: attentionZh,
  charts: chartsZh,
  data: dataZh,
  edits: editsZh,
  embeddings: embeddingsZh,
  evaluate: evaluateZh,
  forecast: forecastZh,
  windows: windowsZh,
  labels: labelsZh,
  look: lookZh,
  pictures: picturesZh,
  prepare: prepareZh,
  reconstruction: reconstructionZh,
  start: startZh,
  backbone: backboneZh,
  texts: textsZh,
  train: trainZh,
  use: useZh,
  writing: writingZh,
};

export const messages: Record<Locale, Messages> = { en, zh };
