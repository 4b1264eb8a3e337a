import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import type { FormEvent, ReactNode } from "react";

const useStyles = makeStyles({
  content: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", rowGap: tokens.spacingVerticalL },
});

/**
 * A dialog over the page. It has to stay there while it closes, `isOpen` being false: only then does it give the page back
 * to screen readers. Whatever opens it bears `useRestoreFocusTarget()`, so that the focus returns there.
 */
export function Modal({
  isOpen,
  isAlert = false,
  title,
  confirm,
  cancel,
  onClose,
  children,
}: {
  isOpen: boolean;
  /** It asks before something that cannot be undone: a click beside it does not close it. */
  isAlert?: boolean;
  title: string;
  /** What it is for; `isOff` while that cannot be done. `others` stand before it. */
  confirm: { text: string; isOff: boolean; act: () => void; others?: ReactNode };
  cancel: string;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const styles = useStyles();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!confirm.isOff) confirm.act();
  };
  return (
    <Dialog modalType={isAlert ? "alert" : "modal"} open={isOpen} onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form noValidate onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>{children}</DialogContent>
            <DialogActions fluid={confirm.others !== undefined}>
              {confirm.others}
              <Button type="submit" appearance="primary" disabledFocusable={confirm.isOff}>
                {confirm.text}
              </Button>
              <Button onClick={onClose}>{cancel}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
