/** Makes a file when pressed and hands it over. */
import { Button, type ButtonProps } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { saveBlob } from "./save-blob";
import { useBusy } from "./use-busy";

export interface DownloadButtonProps extends Pick<ButtonProps, "variant" | "size" | "disabled"> {
  readonly label: string;
  readonly fileName: string;
  readonly make: () => Blob | Promise<Blob>;
  /** Told what went wrong; usually `actions.report`. */
  readonly onFailure: (error: unknown) => void;
}

export function DownloadButton({
  label,
  fileName,
  make,
  onFailure,
  variant = "default",
  ...rest
}: DownloadButtonProps) {
  const [isBusy, ask] = useBusy(onFailure);
  return (
    <Button
      {...rest}
      variant={variant}
      loading={isBusy}
      onClick={() => ask(async () => saveBlob(await make(), fileName))}
      leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
    >
      {label}
    </Button>
  );
}
