/** What could not be fetched, with a button that asks for it again. */
import { Button } from "@mantine/core";
import { toFailure } from "../../core/failure";
import { useMessages } from "../../i18n/locale";
import { FailureBox } from "./failure-box";

export interface RetryBoxProps {
  /** Whatever was thrown. */
  readonly error: unknown;
  readonly onRetry: () => void;
}

export function RetryBox({ error, onRetry }: RetryBoxProps) {
  const words = useMessages().app.controls;
  return (
    <FailureBox
      failure={toFailure(error)}
      action={
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {words.tryAgain}
        </Button>
      }
    />
  );
}
