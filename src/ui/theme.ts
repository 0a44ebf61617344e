/** The look: one family of type, one type scale (12 13 14 16 20 28), 4-pixel spacing, small radii, one accent, hairlines. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

/** Deep teal: shade 8 carries white text at 6.6 : 1. */
const lagoon: MantineColorsTuple = [
  "#e9f5f5",
  "#d3e9ea",
  "#a8d4d7",
  "#79bdc2",
  "#52a9b0",
  "#379ba3",
  "#1d8891",
  "#0d7680",
  "#0b6670",
  "#08525a",
];

/** Cool greys; text is 0, dimmed text 2, hairlines 4, the page 7. */
const slate: MantineColorsTuple = [
  "#dde3e5",
  "#bac3c7",
  "#99a4a9",
  "#6d787d",
  "#394246",
  "#2e3639",
  "#22282b",
  "#171c1e",
  "#111517",
  "#0b0e0f",
];

const system =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export const theme = createTheme({
  primaryColor: "lagoon",
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  colors: { lagoon, dark: slate },
  fontFamily: system,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.45", xl: "1.3" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "6px", xl: "6px" },
  defaultRadius: "sm",
  headings: {
    fontFamily: system,
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "28px", lineHeight: "1.2" },
      h2: { fontSize: "20px", lineHeight: "1.3" },
      h3: { fontSize: "16px", lineHeight: "1.4" },
      h4: { fontSize: "14px", lineHeight: "1.45" },
      h5: { fontSize: "13px", lineHeight: "1.45" },
      h6: { fontSize: "12px", lineHeight: "1.45" },
    },
  },
  shadows: {
    xs: "0 1px 2px rgb(0 0 0 / 8%)",
    sm: "0 1px 3px rgb(0 0 0 / 10%)",
    md: "0 4px 16px rgb(0 0 0 / 14%)",
    lg: "0 8px 28px rgb(0 0 0 / 18%)",
    xl: "0 12px 40px rgb(0 0 0 / 22%)",
  },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: { styles: { root: { fontWeight: 500 } } },
    Tooltip: { defaultProps: { multiline: true, maw: 320, withArrow: true, openDelay: 200 } },
    Popover: { defaultProps: { shadow: "md", transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { shadow: "md", transitionProps: { duration: 120 } } },
    Modal: { defaultProps: { transitionProps: { duration: 150 } }, styles: { title: { fontWeight: 600 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 150 } }, styles: { title: { fontWeight: 600 } } },
  },
});

/** Tokens beside Mantine's own: what a component needs to look the same on light and dark ground. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#171c1e",
    "--mantine-color-dimmed": "#566267",
    "--mantine-color-placeholder": "#69757a",
    "--mantine-color-error": "#b3261e",
    "--lb-sunken": "#f5f7f7",
    "--lb-raised": "#ffffff",
    "--lb-hairline": "#e1e6e7",
    "--lb-hairline-strong": "#c3cccf",
    "--lb-accent": "#0b6670",
    "--lb-accent-soft": "#e4f1f2",
    "--lb-good": "#1b6e3c",
    "--lb-warn": "#855800",
    "--lb-warn-soft": "#fbf3e0",
    "--lb-bad": "#b3261e",
    "--lb-bad-soft": "#fcecea",
    "--lb-mark": "#fdf0cf",
    "--lb-bar": "#8fb9bd",
  },
  dark: {
    "--mantine-color-body": "#171c1e",
    "--mantine-color-text": "#dde3e5",
    "--mantine-color-dimmed": "#99a4a9",
    "--mantine-color-placeholder": "#8b969b",
    "--mantine-color-error": "#f2938c",
    "--lb-sunken": "#111517",
    "--lb-raised": "#1e2427",
    "--lb-hairline": "#2b3336",
    "--lb-hairline-strong": "#465157",
    "--lb-accent": "#6cc3ca",
    "--lb-accent-soft": "#12343a",
    "--lb-good": "#6fcf97",
    "--lb-warn": "#e8b961",
    "--lb-warn-soft": "#33290f",
    "--lb-bad": "#f2938c",
    "--lb-bad-soft": "#3a1d1b",
    "--lb-mark": "#3d3213",
    "--lb-bar": "#3f7f86",
  },
});

/** Okabe and Ito (2008), safe for the colour-blind; their black is a grey here, so that it shows on light and dark ground. */
export const categoryColors: readonly string[] = [
  "#0072B2",
  "#E69F00",
  "#009E73",
  "#CC79A7",
  "#56B4E9",
  "#D55E00",
  "#8A8F94",
  "#B8A800",
];

/** The colour of the class with this code; beyond the palette the colours come round again. A missing class (-1) is grey. */
export function categoryColor(index: number): string {
  return index < 0 ? "#8A8F94" : categoryColors[index % categoryColors.length]!; // the remainder is inside
}
