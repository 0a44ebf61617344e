/** The worker, its backends, and bugs. */
import type { Wording } from "../wording";

export const engineFailures = {
  "engine/bug": (d: { what: string }) => ({
    message: { en: `Something in Lightbench itself went wrong: ${d.what}`, zh: `Lightbench 自身出错：${d.what}` },
    hint: {
      en: "Your project is saved. Copy the diagnostics and tell us.",
      zh: "项目已保存。请复制诊断信息并告诉我们。",
    },
  }),
  "engine/crashed": (d: { reasonEn: string; reasonZh: string }) => ({
    message: {
      en: `The engine stopped (${d.reasonEn}) and was started again.`,
      zh: `引擎停止（${d.reasonZh}），已重新启动。`,
    },
    hint: {
      en: "Nothing saved was lost. Repeat the last action; a run can go on from its last epoch.",
      zh: "已保存的内容没有丢失。请重复上一步操作；训练可从最近一轮继续。",
    },
  }),
  "engine/gave-up": (d: { crashes: number; seconds: number }) => ({
    message: {
      en: `The engine stopped ${d.crashes} times within ${d.seconds} seconds and was not started again.`,
      zh: `引擎在 ${d.seconds} 秒内停止了 ${d.crashes} 次，不再重新启动。`,
    },
    hint: {
      en: "Reload the page; all that was saved is still there. If it happens again, choose another backend or open less data.",
      zh: "请重新加载页面；已保存的内容都在。若再次发生，请选择其他后端或打开较少的数据。",
    },
  }),
  "engine/cancelled": (d: { what: string }) => ({
    message: { en: `${d.what} was stopped.`, zh: `已停止：${d.what}。` },
    hint: { en: "Nothing changed.", zh: "没有任何改动。" },
  }),
  "engine/no-backend": (d: { tried: Wording }) => ({
    message: {
      en: `No way to compute passed its self-test. Tried: ${d.tried.en}.`,
      zh: `没有任何计算后端通过自检。已尝试：${d.tried.zh}。`,
    },
    hint: {
      en: "Use a current Chrome, Edge, Firefox or Safari.",
      zh: "请使用最新版 Chrome、Edge、Firefox 或 Safari。",
    },
  }),
  "engine/backend": (d: { backend: string; reason: Wording }) => ({
    message: {
      en: `The backend “${d.backend}” cannot be used: ${d.reason.en}.`,
      zh: `无法使用后端“${d.backend}”：${d.reason.zh}。`,
    },
    hint: { en: "Choose another one in the engine menu.", zh: "请在引擎菜单中选择其他后端。" },
  }),
  "engine/device-lost": (d: { reason: string }) => ({
    message: { en: `The graphics device was lost: ${d.reason}.`, zh: `图形设备丢失：${d.reason}。` },
    hint: { en: "Try again: it is started anew.", zh: "请重试：设备会重新启动。" },
  }),
  /** `backend` is null where the same device came back, else what computes in its place. */
  "engine/device-anew": (d: { reason: string; backend: string | null }) => ({
    message:
      d.backend === null
        ? {
            en: `The graphics device was lost (${d.reason}) and started anew.`,
            zh: `图形设备丢失（${d.reason}），已重新启动。`,
          }
        : {
            en: `The graphics device was lost (${d.reason}) and could not be started anew: ${d.backend} computes in its place.`,
            zh: `图形设备丢失（${d.reason}）且无法重新启动：改由 ${d.backend} 计算。`,
          },
    hint:
      d.backend === null
        ? {
            en: "A run under way goes on from its last epoch by itself; repeat anything else.",
            zh: "进行中的训练会自动从最近一轮继续；其他操作请重复一次。",
          }
        : {
            en: "A run under way goes on from its last epoch by itself, slower perhaps and with other last digits. To try the graphics device again, choose it in the engine menu or reload the page.",
            zh: "进行中的训练会自动从最近一轮继续，可能较慢，数值末位可能不同。若要再次尝试图形设备，请在引擎菜单中选择它，或重新加载页面。",
          },
  }),
  "engine/device-memory": (_: Record<string, never>) => ({
    message: { en: "The memory of the graphics device ran out.", zh: "图形设备内存不足。" },
    hint: {
      en: "Lower the batch size or the number of units, make the inputs smaller, or choose another backend in the engine menu.",
      zh: "请减小批大小或单元数、缩小输入，或在引擎菜单中选择其他后端。",
    },
  }),
  "engine/memory": (d: { neededMb: number; usedMb: number; limitMb: number }) => ({
    message: {
      en: `The engine's memory ran out: ${d.neededMb} MB more were needed, ${d.usedMb} MB of ${d.limitMb} MB are in use.`,
      zh: `引擎内存不足：还需要 ${d.neededMb} MB，已使用 ${d.limitMb} MB 中的 ${d.usedMb} MB。`,
    },
    hint: {
      en: "Lower the batch size or the number of units, make the inputs smaller, or take fewer rows at a time. If most of it was free, the computer itself is short of memory: close other tabs and programs.",
      zh: "请减小批大小或单元数、缩小输入，或每次使用较少的行。如果大部分内存仍空闲，则是计算机本身内存不足：请关闭其他标签页和程序。",
    },
  }),
  /** Runs count from 1; 0 is the search for a learning rate, which is no run. */
  "engine/busy": (d: { run: number }) => ({
    message:
      d.run > 0
        ? { en: `This must wait until run ${d.run} has ended.`, zh: `请等待运行 ${d.run} 结束。` }
        : { en: "This must wait until a learning rate has been found.", zh: "请等待学习率寻找结束。" },
    hint: { en: "Wait, or stop it first.", zh: "请等待，或先停止它。" },
  }),
} as const;
